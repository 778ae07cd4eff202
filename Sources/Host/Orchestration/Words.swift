/// A request as words for lexical matching: lower-cased, lightly stemmed, code blocks left out.
struct Words: Sendable {
  let stems: [String]

  init(_ text: String) {
    stems = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "+" && $0 != "#" }
      .map { Self.stem(String($0)) }
  }

  init(stems: [String]) { self.stems = stems }

  /// Whether the words of `phrase` occur in a row.
  func contains(_ phrase: String) -> Bool {
    let wanted = Words(phrase.replacing("_", with: " ")).stems
    guard !wanted.isEmpty, wanted.count <= stems.count else { return false }
    return (0...(stems.count - wanted.count)).contains { start in
      stems[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  func containsAny(_ phrases: [String]) -> Bool { phrases.contains(where: contains) }

  /// Only what makes "functions" and "function", "calculating" and "calculate" the same word.
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
