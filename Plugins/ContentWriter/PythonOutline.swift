/// The functions and classes of a module, with the first line of what they say of themselves.
struct PythonOutline {
  struct Definition {
    /// "double(n: int) -> int"
    let signature: String
    let isClass: Bool
    let summary: String
  }

  /// The first line of the module's docstring.
  let summary: String
  let definitions: [Definition]

  init(_ source: String) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    summary = Self.docstring(lines[...])
    definitions = lines.indices.compactMap { index in
      let line = lines[index]
      let isClass = line.hasPrefix("class ")
      guard isClass || line.hasPrefix("def ") || line.hasPrefix("async def ") else { return nil }
      // A signature may go over some lines.
      var signature = ""
      var last = index
      for next in lines[index...].prefix(20) {
        signature += (signature.isEmpty ? "" : " ") + Sentences.trimmed(next)
        if next.hasSuffix(":") { break }
        last += 1
      }
      let name = signature.prefix { $0 != "(" && $0 != ":" }.split(separator: " ").last ?? ""
      guard !name.hasPrefix("_"), last < lines.endIndex else { return nil }
      let shown = signature.drop { $0 != " " }.dropLast()
      return Definition(
        signature: Sentences.trimmed(shown).replacing("def ", with: ""), isClass: isClass,
        summary: Self.docstring(lines[(last + 1)...]))
    }
  }

  private static func docstring(_ lines: ArraySlice<Substring>) -> String {
    guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
    let text = Sentences.trimmed(first)
    guard text.hasPrefix("\"\"\"") || text.hasPrefix("'''") else { return "" }
    return Sentences.trimmed(
      text.dropFirst(3).replacing("\"\"\"", with: "").replacing("'''", with: ""))
  }
}
