import Foundation

/// What kind of document a request asks for.
enum DocumentForm: String, Sendable {
  case report, readme, outline, summary

  private static let words: [(form: DocumentForm, pattern: String)] = [
    (.readme, "read-?me|documentation"),
    (.outline, "outline|table of contents"),
    (.report, "report|reprot|rapport|write-?up|handout"),
    (.summary, "sum+[ae]r+[iy]|condense|shorten|sum up|abstract|tl;?\\s?dr"),
  ]
  /// Words for a document of no particular kind.
  private static let general = "document|article"

  /// The kind that is named first; a report if none is named.
  init(_ request: String) {
    let found = Self.words.compactMap { form, pattern in
      request.range(of: "(?i)\\b(\(pattern))", options: .regularExpression)
        .map { (form: form, place: $0.lowerBound) }
    }
    self = found.min { $0.place < $1.place }?.form ?? .report
  }

  /// Splits a request where it asks for a second document: "write a summary of this, and an
  /// outline". A request that asks for the same kind again is not split.
  static func wishes(in request: String) -> [String] {
    var wishes: [String] = []
    var forms: Set<DocumentForm> = []
    var rest = request
    while wishes.count < maximumWishes, let place = second(in: rest) {
      let first = String(rest[..<place])
      let second = String(
        rest[place...].drop { $0 == "," || $0.isWhitespace }
      )
      let others = Set([first, second].map(DocumentForm.init))
      guard others.count == 2, forms.isDisjoint(with: others) else { break }
      forms.insert(DocumentForm(first))
      wishes.append(first)
      rest = second
    }
    return wishes + [rest]
  }

  private static let maximumWishes = 4

  /// Where the request for a second document begins: ", and an outline of the notes" after another.
  private static func second(in request: String) -> String.Index? {
    let nouns = "read-?me|documentation|outline|report|write-?up|handout|summary|abstract"
    let making = "write|make|create|draft|give|prepare|add|produce"
    let thing = #"(?:an?|another|the|one|two|three)\s+(?:[\w-]+\s+)?(?:\#(nouns))s?\b"#
    let order = #"(?:(?:\#(making))\s+(?:me\s+|us\s+)?)?\#(thing)"#
    let deed = #"(?:summari[sz]e|outline|condense|shorten)\b"#
    let other = request.range(
      of: #"(?i)(?:\band|\bthen|,)\s+(?:then\s+|also\s+){0,2}(?:\#(order)|\#(deed))"#,
      options: .regularExpression)
    guard let other, isNamed(in: String(request[..<other.lowerBound])) else { return nil }
    return other.lowerBound
  }

  /// The request from its second document on, without the word that joins it.
  static func afterFirst(in request: String) -> String? {
    second(in: request).map { place in
      request[place...].split(whereSeparator: \.isWhitespace)
        .drop { ["and", "then", "also", ","].contains($0.lowercased()) }.joined(separator: " ")
    }
  }

  /// Whether one of the kinds is named.
  static func isNamed(in request: String) -> Bool {
    (words.map(\.pattern) + [general]).contains {
      request.range(of: "(?i)\\b(\($0))", options: .regularExpression) != nil
    }
  }

  var title: String {
    self == .readme ? "README" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }

  /// "an outline".
  var withArticle: String { (self == .outline ? "an " : "a ") + rawValue }

  var fileName: String { self == .readme ? "README.md" : rawValue + ".md" }
}
