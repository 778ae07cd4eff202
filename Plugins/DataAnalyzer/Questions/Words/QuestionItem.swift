/// A part of a request with its meaning for the table.
struct QuestionItem: Sendable {
  enum Meaning: Sendable {
    case column(Int)
    /// Several columns whose names contain the word.
    case columns([Int])
    /// A value of these columns, folded.
    case value([CellValues.Found])
    case number(Double)
    /// A day, month or year, which ends at the start of the next one.
    case date(DateSpan)
    case term(QuestionTerm)
    /// A comma, full stop, question mark or line end.
    case mark(String)
    case unknown
  }

  let meaning: Meaning
  /// As written in the request.
  let raw: String
  /// An alternative meaning: a column whose name is a word of questions.
  var other: Meaning?
  /// How it was understood, if that is not obvious.
  var note: String?
  /// Whether it is in quotes.
  var isQuoted = false
  /// Whether white space precedes it.
  var isSpaced = true
  /// Whether it is the rest of a word whose prefix is the preceding item: "paid" in "unpaid".
  var isGlued = false

  /// Not inlined, nor are the two below: otherwise the optimizer of Swift 6.3.1 breaks the
  /// ownership of the item and aborts ("Found outside of lifetime use"). Only a release build shows
  /// it.
  @inline(never)
  var column: Int? { if case .column(let column) = meaning { column } else { nil } }
  @inline(never)
  var number: Double? { if case .number(let number) = meaning { number } else { nil } }
  @inline(never)
  var term: QuestionTerm? { if case .term(let term) = meaning { term } else { nil } }

  /// The same words with another meaning.
  func meaning(_ meaning: Meaning) -> QuestionItem {
    QuestionItem(
      meaning: meaning, raw: raw, note: note, isQuoted: isQuoted, isSpaced: isSpaced,
      isGlued: isGlued)
  }

  /// The words of items with the spaces that the request has between them, without punctuation at
  /// both ends.
  static func text(_ items: [QuestionItem]) -> String {
    let end = (items.lastIndex { !$0.isMark || [")", "?"].contains($0.raw) } ?? -1) + 1
    return items[..<end].drop(while: \.isMark).reduce(into: "") { text, item in
      // Words that were combined from elsewhere are also separated.
      let isApart =
        !item.isGlued
        && (item.isSpaced || text.last?.isLetter ?? false && item.raw.first?.isLetter ?? false)
      if !text.isEmpty, isApart { text += " " }
      text += item.isQuoted ? "\"\(item.raw)\"" : item.raw
    }
  }

  var isMark: Bool { if case .mark = meaning { true } else { false } }
  var isUnknown: Bool { if case .unknown = meaning { true } else { false } }
  var isFigure: Bool { if case .figure = term { true } else { false } }
  var isChart: Bool { if case .chart = term { true } else { false } }
  var isNoise: Bool { term == .noise }
  /// Whether a word of questions is written exactly like a value of the table: "IT".
  var isSpelledLikeValue: Bool {
    guard case .value(let found)? = other else { return false }
    return raw != raw.lowercased() && found.contains { $0.raw == raw }
  }
}
