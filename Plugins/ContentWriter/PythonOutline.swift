/// The functions and classes of a module, with the first line of each docstring.
struct PythonOutline {
  struct Definition {
    /// "double(n: int) -> int"
    let signature: String
    let isClass: Bool
    let summary: String
  }

  /// Further definitions are left out.
  private static let maximumDefinitions = 1000
  /// A signature may span this many lines.
  private static let maximumLines = 20
  private static let maximumBytes = 4096

  /// The first line of the module's docstring.
  let summary: String
  let definitions: [Definition]

  init(_ source: String) {
    let lines = source.lines
    summary = Self.docstring(lines[...])
    let heads = lines.indices.lazy.filter { index in
      ["def ", "class ", "async def "].contains { lines[index].hasPrefix($0) }
    }
    // Includes candidates that turn out not to be definitions: each may scan some lines.
    definitions = heads.prefix(Self.maximumDefinitions).compactMap {
      // unittest's hook is of interest only to unittest.
      lines[$0].hasPrefix("def load_tests(") ? nil : Self.definition(at: $0, lines)
    }
  }

  private static func definition(at index: Int, _ lines: [Substring]) -> Definition? {
    let line = lines[index]
    let isClass = line.hasPrefix("class ")
    guard isClass || line.hasPrefix("def ") || line.hasPrefix("async def ") else { return nil }
    var signature = ""
    for next in lines[index...].prefix(maximumLines).indices {
      signature += (signature.isEmpty ? "" : " ") + Sentences.trimmed(lines[next])
      guard signature.utf8.count <= maximumBytes else { return nil }
      if signature.hasSuffix(":") {
        return definition(
          signature, isClass: isClass, summary: Self.docstring(lines[(next + 1)...]))
      }
      // Nothing is open: the line ends without being a definition.
      guard
        signature.utf8.count(where: { $0 == UInt8(ascii: "(") })
          > signature.utf8.count(where: { $0 == UInt8(ascii: ")") })
      else { return nil }
    }
    return nil
  }

  private static func definition(
    _ signature: String, isClass: Bool, summary: String
  ) -> Definition? {
    let name = signature.prefix { $0 != "(" && $0 != ":" }.split(separator: " ").last ?? ""
    guard !name.hasPrefix("_") else { return nil }
    let shown = signature.drop { $0 != " " }.dropLast()
    return Definition(
      signature: Sentences.trimmed(shown).replacing("def ", with: ""), isClass: isClass,
      summary: summary)
  }

  private static func docstring(_ lines: ArraySlice<Substring>) -> String {
    guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
    let text = Sentences.trimmed(first)
    guard text.hasPrefix("\"\"\"") || text.hasPrefix("'''") else { return "" }
    return Sentences.trimmed(
      text.dropFirst(3).replacing("\"\"\"", with: "").replacing("'''", with: ""))
  }
}
