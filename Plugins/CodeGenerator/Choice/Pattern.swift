import Foundation

/// A regular expression that is compiled once. A literal is parsed each time that it is reached,
/// and `String.range(of:options:)` caches only a few expressions and recompiles the others, which
/// also leaks memory.
struct Pattern: Sendable {
  private let expression: NSRegularExpression?

  /// - Parameter text: A valid expression; case is ignored.
  init(_ text: String) {
    expression = try? NSRegularExpression(pattern: text, options: .caseInsensitive)
    assert(expression != nil, "not an expression: \(text)")
  }

  func isFound(in text: String) -> Bool {
    range(in: text[...]) != nil
  }

  /// The text with all matches replaced.
  func replaced(in text: String, with replacement: String) -> String {
    guard let expression else { return text }
    return expression.stringByReplacingMatches(
      in: text, range: NSRange(text.startIndex..., in: text),
      withTemplate: NSRegularExpression.escapedTemplate(for: replacement))
  }

  /// The first match.
  func range(in text: Substring) -> Range<String.Index>? {
    let whole = String(text)
    let found = expression?.firstMatch(
      in: whole, range: NSRange(whole.startIndex..., in: whole))
    guard let range = found.flatMap({ Range($0.range, in: whole) }) else { return nil }
    // By bytes, because a match may begin inside a character.
    let start = text.utf8.index(
      text.startIndex, offsetBy: whole.utf8.distance(from: whole.startIndex, to: range.lowerBound))
    return
      start..<text.utf8.index(
        start, offsetBy: whole.utf8.distance(from: range.lowerBound, to: range.upperBound))
  }
}
