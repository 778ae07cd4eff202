/// Whole names in Python code.
enum Identifiers {
  static func identifiers(in code: String) -> [String] {
    code.split { !isPart($0) }.map(String.init)
  }

  /// Replaces a name, but not parts of longer names or attributes of other objects (`x.name`).
  /// `onlyCalls`: only before a parenthesis.
  static func replace(
    _ name: String, with new: String, in code: String, onlyCalls: Bool = false
  ) -> String {
    var result = ""
    var rest = Substring(code)
    while let first = rest.first {
      guard isPart(first) else {
        result.append(first)
        rest = rest.dropFirst()
        continue
      }
      let word = rest.prefix(while: isPart)
      rest = rest[word.endIndex...]
      let isAttribute = result.last == "."
      let matches = word == name && !isAttribute && (!onlyCalls || rest.first == "(")
      result += matches ? new : String(word)
    }
    return result
  }

  private static func isPart(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }
}
