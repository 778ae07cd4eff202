import Foundation

/// What kind of document a request asks for.
enum DocumentForm: String, Sendable {
  case report, readme, outline, summary

  private static let words: [(form: DocumentForm, pattern: String)] = [
    (.readme, "read-?me|documentation"),
    (.outline, "outline|table of contents"),
    (.report, "report|write-?up|handout|document|article"),
    (.summary, "summar|condense|shorten|sum up|abstract"),
  ]

  /// The first kind that is named; a report if none is.
  init(_ request: String) {
    // "Summarise this article": what is done to it, and not what it is.
    let isSummary =
      request.range(
        of:
          #"(?i)^\W*(?:(?:please|can|could|would|you|now|and)\W+)*(?:summari[sz]e|condense|shorten|sum up)\b"#,
        options: .regularExpression) != nil
    let found = Self.words.first {
      request.range(of: "(?i)\\b(\($0.pattern))", options: .regularExpression) != nil
    }
    self = isSummary ? .summary : found?.form ?? .report
  }

  /// Whether one of the kinds is named.
  static func isNamed(in request: String) -> Bool {
    words.contains {
      request.range(of: "(?i)\\b(\($0.pattern))", options: .regularExpression) != nil
    }
  }

  var title: String {
    self == .readme ? "README" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }

  var fileName: String { self == .readme ? "README.md" : rawValue + ".md" }
}
