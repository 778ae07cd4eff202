/// Adapts a recipe to the module that one request asked for.
struct Adaptation {
  let recipe: Recipe
  let form: RequestedForm
  let request: String

  /// The function or class that a requested name is for; nil if several fit equally well.
  private let meant: String?

  init(recipe: Recipe, form: RequestedForm, request: String) {
    self.recipe = recipe
    self.form = form
    self.request = request
    let function = MeantFunction(recipe, for: form.topic)
    // A name for the whole module applies to its main function.
    meant = function.name ?? (form.name != nil && function.isTitleSaid ? recipe.main : nil)
  }

  /// The candidates for the requested function: the one that is meant, or else all.
  var named: [String] { meant == nil ? recipe.definitions.map(\.name) : [name] }

  /// The new name of the meant function or class; its own if the wish can't be met.
  var name: String {
    guard let wish = form.name, let meant, wish != meant else { return meant ?? recipe.main }
    // Something else in the module already has that name.
    let identifiers = PythonSegment.split(recipe.source).filter { $0.kind == .code }
      .flatMap { Identifiers.identifiers(in: $0.text) }
    return identifiers.contains(wish) ? meant : wish
  }

  /// The recipe with the requested names.
  var code: String {
    guard let meant, name != meant else { return recipe.source }
    return renamed(recipe.source, from: meant)
  }

  /// The finished module.
  var module: String {
    // A later "it" refers to this function.
    let main = recipe.definitions.count > 1 && meant != nil ? name : nil
    let source = Self.withRequest(code, request: request, notHonoured: notHonoured, main: main)
    return form.wantsTests ? Self.withTests(source) : source
  }

  /// The changes, for the artifact's metadata.
  var changes: [String] {
    var changes = ["request in the docstring"]
    if let meant, name != meant { changes.append("renamed \(meant) to \(name)") }
    if form.wantsTests { changes.append("unittest entry") }
    return changes
  }

  /// Wishes that are met in another way, each with the reason.
  var notHonoured: [(wish: String, reason: String)] {
    var parts = form.styles.filter { !follows($0) }.map { style in
      (wish: style, reason: "The recipe does it in another way.")
    }
    let function = meant ?? recipe.main
    let missing = form.conditions.filter { !$0.holds(of: recipe, function: function) }
    // Mention "numbers", from "a list of numbers", only once.
    for (place, part) in missing.enumerated() {
      let isSaid =
        missing.contains { $0.text != part.text && $0.text.contains(part.text) }
        || missing[..<place].contains { $0.text == part.text }
      if !isSaid { parts.append((part.text, "The recipe does not say that it does this.")) }
    }
    for word in Polarity.Wanted(form.topic).missing(in: recipe) {
      parts.append((word, "The recipe goes the other way."))
    }
    parts += form.numbersOfRun.map { ($0, "It is an argument: give it where you run the script.") }
    if let wanted = form.name, wanted != name {
      parts.append(
        (wanted, "The module uses this name, or has several functions that it may be meant for."))
    }
    return parts
  }

  /// Notes for the reader of the answer.
  var notes: [String] {
    var notes = notHonoured.map { "Not honoured: \"\($0.wish)\". \($0.reason)" }
    if !form.numbers.isEmpty {
      notes.append(
        "Numbers are arguments: give \(form.numbers.joined(separator: ", ")) where you call it.")
    }
    return notes
  }

  private func follows(_ style: String) -> Bool {
    Self.follows(style, in: recipe.source, main: meant ?? recipe.main)
  }

  /// Whether the code follows the requested style: "recursion", "without loops".
  static func follows(_ style: String, in source: String, main: String) -> Bool {
    if style.hasPrefix("without ") {
      return !follows(String(style.dropFirst("without ".count)), in: source, main: main)
    }
    let all = PythonSegment.split(source).filter { $0.kind == .code }.map(\.text).joined()
    let code = functionBody(of: main, in: all)
    // Module-level code that calls the function does not make it recursive.
    let inside = code.lines.filter { line in
      line.first?.isWhitespace ?? false || line.hasPrefix("def ") || line.hasPrefix("async ")
    }
    let calls = Identifiers.identifiers(in: inside.joined(separator: "\n")).count { $0 == main }
    switch style.prefix(5) {
    case "recur": return calls > 1
    case "itera": return calls == 1
    case "compr": return code.contains("[") && code.contains(" for ")
    case "regex": return all.contains("import re")
    case "loop", "loops":
      return ["for", "while"].contains { Identifiers.identifiers(in: code).contains($0) }
    // A user who asks for a loop does not mean a comprehension.
    case "with ":
      return code.lines.contains { line in
        let line = line.drop { $0 == " " }
        return line.hasPrefix("for ") || line.hasPrefix("while ")
      }
    default: return code.contains(style)
    }
  }

  /// The code of one function; all code if there is no function with that name.
  private static func functionBody(of function: String, in code: String) -> String {
    guard let start = code.range(of: "def \(function)(")?.lowerBound else { return code }
    let head = code[start...].prefix { $0 != "\n" }
    let rest = code[head.endIndex...]
    let end = ["\ndef ", "\nclass ", "\n@"].compactMap { rest.range(of: $0)?.lowerBound }.min()
    return String(head + rest[..<(end ?? rest.endIndex)])
  }

  /// Renames in code everywhere, and in docstrings in doctest lines and calls. Prose is unchanged:
  /// a function `power` has the word in its description too.
  private func renamed(_ source: String, from old: String) -> String {
    let segments = PythonSegment.split(source)
    return segments.indices.map { index in
      let segment = segments[index]
      switch segment.kind {
      case .comment:
        return segment.text
      case .string:
        // In an f-string, braces contain code.
        let prefix = index > 0 ? segments[index - 1].text.last : nil
        guard prefix == "f" || prefix == "F" else { return segment.text }
        return Identifiers.replace(old, with: name, in: segment.text, onlyCalls: true)
      case .code:
        return Identifiers.replace(old, with: name, in: segment.text)
      case .longString:
        let lines = segment.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
          let example = line.drop { $0 == " " }
          let isExample = example.hasPrefix(">>> ") || example.hasPrefix("... ")
          return Identifiers.replace(
            old, with: name, in: String(line), onlyCalls: !isExample)
        }.joined(separator: "\n")
      }
    }.joined()
  }

  /// Adds the request as the second paragraph of the module's docstring.
  static func withRequest(
    _ source: String, request: String, notHonoured: [(wish: String, reason: String)],
    main: String? = nil
  ) -> String {
    let line = request.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var safe = line.filter { $0 != "\\" && $0 != "\"" && ($0.isASCII || $0.isLetter) }
    if safe.count > 200 { safe = safe.prefix(200) + "…" }
    guard source.hasPrefix("\"\"\""), !safe.isEmpty,
      let end = source.dropFirst(3).range(of: "\"\"\"")
    else { return source }
    let notes = notHonoured.map { "Not honoured: \($0.wish).\n" }.joined()
    let answer = main.map { "Answered by: \($0)\n" } ?? ""
    return source[..<end.lowerBound] + "\n\nWritten for the request: \(safe)\n\(answer)\(notes)"
      + source[end.lowerBound...]
  }

  static func withTests(_ source: String) -> String {
    // The first import follows the docstring and the future imports, which must come first.
    let imports = "import doctest\nimport unittest\nfrom typing import Optional\n"
    let start =
      source.firstRange(of: "\"\"\"\n\n").map { $0.upperBound } ?? source.startIndex
    let hasImports = ["import ", "from "].contains(where: source[start...].hasPrefix)
    return """
      \(source[..<start])\(imports)\(hasImports ? "" : "\n\n")\(source[start...])

      def load_tests(
          loader: unittest.TestLoader, tests: unittest.TestSuite, pattern: Optional[str]
      ) -> unittest.TestSuite:
          \"\"\"Let unittest run the doctests of this module.\"\"\"
          tests.addTests(doctest.DocTestSuite(__name__))
          return tests


      if __name__ == "__main__":
          unittest.main()

      """
  }
}
