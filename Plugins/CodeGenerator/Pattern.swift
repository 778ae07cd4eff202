import Foundation

/// A regular expression that is compiled once. `String.range(of:options:)` keeps a few of those it has seen, and compiles
/// the others anew each time, which takes time and memory that does not come back.
struct Pattern: Sendable {
  private let expression: NSRegularExpression?

  /// - Parameter text: a sound expression; case is ignored.
  init(_ text: String) {
    expression = try? NSRegularExpression(pattern: text, options: .caseInsensitive)
    assert(expression != nil, "not an expression: \(text)")
  }

  func isFound(in text: String) -> Bool {
    range(in: text[...]) != nil
  }

  /// Where it stands first.
  func range(in text: Substring) -> Range<String.Index>? {
    let whole = String(text)
    let found = expression?.firstMatch(
      in: whole, range: NSRange(whole.startIndex..., in: whole))
    guard let range = found.flatMap({ Range($0.range, in: whole) }) else { return nil }
    // Bytes, since what is found may begin in the midst of a character.
    let start = text.utf8.index(
      text.startIndex, offsetBy: whole.utf8.distance(from: whole.startIndex, to: range.lowerBound))
    return
      start..<text.utf8.index(
        start, offsetBy: whole.utf8.distance(from: range.lowerBound, to: range.upperBound))
  }
}
