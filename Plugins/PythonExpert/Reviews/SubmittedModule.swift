import AgentKit

/// The Python source in a request.
struct SubmittedModule: Sendable {
  var source: String
  let filename: String
  /// Whether it is part of the request, as opposed to made by a step.
  let isGiven: Bool
  /// The agent that made it, if that agent can repair it: only modules from steps name one.
  let repairAgent: String?
  /// Whether the earlier step has changed it as the request says.
  let isChanged: Bool
  /// Other modules in the request: only one is worked on.
  private(set) var others: [String] = []

  /// Looks first in the results of the earlier steps, then in code parts, then in fenced code in
  /// the text.
  init(_ request: AgentRequest) throws {
    let made = request.artifacts.flatMap(\.parts).last(where: Self.isPython)
    if let part = made ?? request.codeParts.last(where: Self.isPython), let text = part.text {
      source = text
      isGiven = made == nil
      filename = Self.plain(part.filename)
      let artifact = request.artifacts.last { $0.parts.contains(part) }
      repairAgent = artifact?.metadata?["repair_agent"]?.string
      isChanged = artifact?.metadata?["source"]?.string == "change"
      if isGiven {
        others = request.codeParts.filter { Self.isPython($0) && $0 != part }
          .map { Self.plain($0.filename) }
      }
    } else if let fenced = Self.fenced(request.text) {
      source = fenced
      isGiven = true
      filename = "module.py"
      repairAgent = nil
      isChanged = false
    } else {
      throw AgentError(
        code: "no_python",
        message: """
          There is no Python code to review: send it as a part of type text/x-python, or in a \
          fenced block (```python).
          """)
    }
  }

  /// The names of its functions and classes.
  var definitions: [String] {
    source.lines.compactMap { line in
      guard let keyword = ["def ", "class ", "async def "].first(where: line.hasPrefix) else {
        return nil
      }
      return String(
        line.dropFirst(keyword.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }

  var unmetOthers: [JSONValue] {
    others.map { name in
      PythonExpert.unmet(
        name, code: "one_module",
        reason: "One module is worked on at a time: send \(name) in a request of its own.")
    }
  }

  /// A name that is safe in a report and a sentence: the sender of the module chooses it.
  static func plain(_ name: String?) -> String {
    let kept = (name ?? "").unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
    }
    let text = String(String.UnicodeScalarView(kept.prefix(100)))
    return text.isEmpty ? "module.py" : text
  }

  private static func isPython(_ part: AgentPart) -> Bool {
    let types = ["text/x-python", "application/x-python", "text/x-python-script"]
    return part.mediaType.map(types.contains) ?? false
  }

  /// The first fenced block that is Python or names no language.
  private static func fenced(_ text: String) -> String? {
    var block: (isPython: Bool, lines: [Substring])?
    for line in text.lines {
      guard line.drop(while: { $0 == " " }).hasPrefix("```") else {
        block?.lines.append(line)
        continue
      }
      if let open = block {
        if open.isPython { return open.lines.joined(separator: "\n") + "\n" }
        block = nil
      } else {
        let language = line.drop { $0 == " " || $0 == "`" }.lowercased()
          .prefix { $0.isLetter || $0.isNumber }
        block = (["", "py", "python", "python3"].contains(language), [])
      }
    }
    return nil
  }
}
