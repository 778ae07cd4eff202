import Foundation

/// Text as bullet points, one per line.
enum BulletPoints {
  /// Where a request asks for them: "in bullet points", "as a bulleted list".
  static func phrase(in request: String) -> Range<String.Index>? {
    request.range(
      of:
        #"(?i)(?:\b(?:as|in|with|using|into|of)\s+)?(?:\ba\s+)?(?:\bshort\s+)?\b(?:bullet(?:ed)?(?:[- ](?:points?|lists?|form))|bullets)\b"#,
      options: .regularExpression)
  }

  /// The text of a point without its mark; nil if the line is not a point.
  static func point(in line: some StringProtocol) -> String? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    if let first = text.first, "-*•–".contains(first), text.dropFirst().first == " " {
      return Sentences.trimmed(text.dropFirst())
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard (1...3).contains(digits.count), let mark = rest.first, mark == "." || mark == ")",
      rest.dropFirst().first == " "
    else { return nil }
    return Sentences.trimmed(rest.dropFirst())
  }

  /// Whether most lines of a text are points.
  static func areMost(of text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let items = lines.count { point(in: $0) != nil }
    return items > 1 && items * 2 > lines.count
  }

  static func joined(_ sentences: [String]) -> String {
    sentences.map { "- \($0)" }.joined(separator: "\n")
  }
}
