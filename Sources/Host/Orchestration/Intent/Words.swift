/// A request as words for lexical matching: lower case, lightly stemmed, without code blocks.
struct Words: Sendable {
  let stems: [String]

  init(_ text: String) {
    stems = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "+" && $0 != "#" }
      .map { Self.stem(String($0)) }
  }

  init(stems: [String]) { self.stems = stems }

  /// Stems just enough that "functions" matches "function" and "calculating" matches "calculate".
  static func stem(_ word: String) -> String {
    func without(_ suffix: String, keeping minimum: Int) -> String? {
      guard word.hasSuffix(suffix), word.count - suffix.count >= minimum else { return nil }
      return String(word.dropLast(suffix.count))
    }
    var stem =
      without("ies", keeping: 3).map { $0 + "y" } ?? without("ing", keeping: 3)
      ?? without("ed", keeping: 3) ?? (word.hasSuffix("ss") ? nil : without("s", keeping: 3))
      ?? word
    if stem.count > 3, stem.hasSuffix("e") { stem.removeLast() }
    return stem
  }
}
