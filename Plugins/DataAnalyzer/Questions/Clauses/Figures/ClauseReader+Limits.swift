/// Wishes that a description of the table can't meet: it covers all columns and rows, and has a
/// fixed form.
extension ClauseReader {
  private static let limits: Set<String> = [
    "without", "except", "excluding", "only", "omit", "omitting", "skip", "skipping", "leave",
    "leaving",
    "ignore", "ignoring", "no", "not", "don't", "minus", "apart", "never", "hide", "drop",
  ]
  private static let measures: Set<String> = [
    "sentence", "paragraph", "word", "bullet", "page", "line", "point", "item",
  ]
  private static let texts: Set<String> = [
    "text", "story", "article", "letter", "minutes", "transcript", "code", "module", "script",
  ]
  private static let documents: Set<String> = [
    "report", "readme", "outline", "document", "presentation", "slide", "letter", "article",
  ]
  private static let numerals: Set<String> = [
    "a", "one", "single", "two", "three", "four", "five", "six", "ten", "few", "couple", "half",
  ]

  /// Whether another agent processes the answer.
  var isForDocument: Bool { items.contains { $0.term == .others } }

  /// - Throws: For a word that restricts the description.
  func refuseLimits() throws(QuestionFault) {
    for item in items where item.column == nil {
      let words = FoldedText.words(item.raw.lowercased())
      if words.contains(where: Self.limits.contains) {
        throw QuestionFault(
          "a description has all columns and figures: \"\(CellText.cut(item.raw, to: 60))\" was not understood"
        )
      }
    }
    if let text = items.first(where: {
      $0.column == nil && Self.texts.contains($0.raw.lowercased())
    }) {
      throw QuestionFault("the \(text.raw) is not a table, and only tables are described here")
    }
    if saysLength { throw QuestionFault(Self.noLength) }
  }

  private static let noLength = "a description has no set length"

  /// "In two sentences", "a two-sentence summary".
  private var saysLength: Bool {
    items.indices.contains { index in
      let parts = FoldedText.words(FoldedText.of(items[index].raw))
      guard let last = parts.last, Self.measures.contains(FoldedText.singular(last)) else {
        return false
      }
      let before =
        parts.count > 1
        ? parts[parts.count - 2] : index > 0 ? items[index - 1].raw.lowercased() : ""
      return Self.numerals.contains(before) || Int(before) != nil
    }
  }

  /// Why a document can't meet all wishes of the clause; nil if it can.
  /// - Parameter question: The part that is answered separately.
  func missingOfDocument(_ question: Question?) -> String? {
    switch question?.wish {
    case nil, .report, .rows: break
    default: return nil
    }
    if let filter = filters.first {
      return
        "the document is of the whole table, and not of the rows where \(filter.text(columnName(filter.column))) alone"
    }
    if group != nil { return "the document is of the whole table, and not of groups" }
    for item in items where item.column == nil {
      let words = FoldedText.words(item.raw.lowercased())
      if words.contains(where: Self.limits.contains) {
        return "a description has all columns and figures: nothing is left out"
      }
    }
    // Named documents are written by an agent that handles lengths itself.
    let isNamed = items.contains {
      Self.documents.contains(FoldedText.singular($0.raw.lowercased()))
    }
    return saysLength && !isNamed ? Self.noLength : nil
  }

  /// For a clause without a known wish.
  /// - Throws: If it asked for a format, or refers to an earlier answer.
  func refuseSilence() throws(QuestionFault) {
    if isForDocument { return }
    let isShaped = items.indices.contains { index in
      guard !used[index] else { return false }
      return switch items[index].term {
      case .convert: true
      case .format(let format): !isSource(format)
      default: false
      }
    }
    if isShaped {
      throw QuestionFault(
        "it was not said into what the table is to be converted: CSV, TSV, JSON, JSON lines and Markdown are possible"
      )
    }
    let points = items.contains {
      ["that", "those", "them", "result", "results"].contains($0.raw.lowercased())
    }
    if has(.list), points, previous != nil {
      throw QuestionFault("what is to be shown of what was answered before was not understood")
    }
  }
}
