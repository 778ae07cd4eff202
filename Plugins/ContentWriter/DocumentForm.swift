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
    let found = Self.words.first {
      request.range(of: "(?i)\\b(\($0.pattern))", options: .regularExpression) != nil
    }
    self = found?.form ?? .report
  }

  /// "in German": what is arranged from material stays in the language of the material. nil: nothing is said.
  static func language(in request: String) -> String? {
    let pattern =
      #"(?i)\b(?:in|into|to) (?:german|french|spanish|italian|portuguese|dutch|polish|russian|turkish|arabic|chinese|japanese|korean|swedish|danish|norwegian|finnish|greek|czech|hungarian|latin|hindi)\b"#
    return request.range(of: pattern, options: .regularExpression).map { String(request[$0]) }
  }

  var title: String {
    self == .readme ? "README" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }

  var fileName: String { self == .readme ? "README.md" : rawValue + ".md" }
}
