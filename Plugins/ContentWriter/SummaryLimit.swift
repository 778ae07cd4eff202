import Foundation

/// The requested length of a summary: "in two sentences", "at most 50 words".
struct SummaryLimit {
  private enum Measure { case sentences, words }

  /// Its position in the request.
  let phrase: Range<String.Index>
  private let measure: Measure
  private let most: Int
  /// Whether fewer are acceptable.
  private let isBound: Bool

  /// More would not be a summary, and would take long to choose.
  private static let mostSentences = 100
  private static let numerals = [
    "a": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
  ]

  /// Nil if the request does not specify it.
  init?(_ request: String) {
    let pattern =
      /(?i)\b(?:(?:in|with|of|to|using)\s+)?(?:(exactly|just|only)\s+)?(?:(at most|no more than|up to|under|less than|a maximum of|maximum)\s+)?(?:a\s+)?(one|single|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})[\s-]+(?:(?:short|main|key|important|bullet)\s+)?(sentence|word|point|bullet|line)s?\b/
    guard let match = request.firstMatch(of: pattern),
      let number = Int(match.3) ?? Self.numerals[match.3.lowercased()], number > 0,
      match.4.lowercased() == "word" || number <= Self.mostSentences
    else { return nil }
    phrase = match.range
    measure = match.4.lowercased() == "word" ? .words : .sentences
    isBound = match.2 != nil || measure == .words && match.1 == nil
    most = number
  }

  /// The best sentences that fit; nil if none do.
  func summary(of sentences: [String]) -> [String]? {
    switch measure {
    case .sentences:
      let chosen = Summary.summary(of: sentences, count: most)
      return chosen.count == most || isBound && !chosen.isEmpty ? chosen : nil
    case .words:
      guard isBound else { return nil }
      let lengths = (1...Summary.length(of: sentences.count)).reversed()
      return lengths.lazy.map { Summary.summary(of: sentences, count: $0) }.first { chosen in
        !chosen.isEmpty
          && chosen.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count } <= most
      }
    }
  }
}
