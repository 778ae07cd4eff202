/// One wish about a table, as it was understood.
struct Question: Sendable {
  /// The grouping of rows.
  enum Key: Sendable, Equatable {
    case column(Int)
    case period(QuestionTerm.Period, column: Int)
  }

  enum Wish: Sendable {
    /// One number per column, overall or per group.
    case figures([Figure], columns: [Int])
    case countRows
    /// The share of the rows that meet these conditions; for a column, of its sum.
    case share(of: [RowFilter], column: Int?)
    case countDifferent([Int])
    case values([Int])
    case common(Int, isMost: Bool, count: Int)
    /// The rows, or groups, with the highest or lowest value; by a figure of the group's values.
    case extreme(value: Int, label: Key?, isMost: Bool, figure: Figure?, count: Int?)
    /// The group with the most rows.
    case crowd(label: Key, isMost: Bool, count: Int?)
    case rows(columns: [Int], order: (column: Int, isDescending: Bool)?)
    case correlation([Int])
    case missing([Int])
    case columns
    case chart(ChartKind?, x: Key?, y: [Int], figure: Figure?)
    case conversion(TableFormat, ConvertedRows)
    case report
  }

  var wish: Wish
  var filters: [RowFilter] = []
  var group: Key?
  /// Columns that the question computes, which follow those of the table.
  var derived: [DataColumn] = []
  /// 2 for "the second highest".
  var rank = 1
  /// How many rows are listed in table order: the first, or if negative the last.
  var limit: Int?
  /// Whether the groups are sorted by their figure, highest first; nil: not sorted by it.
  var groupsDescend: Bool?
  /// Whether the rows are to be listed as well: "only those in Rome".
  var listsRows = false
  /// Whether the figures of two groups are to be compared.
  var isDifference = false
  /// The referent of a word such as "it", and the word.
  var subject: AnswerSubject?
  var pronoun: Pronoun?
  /// Whether nothing was asked or sent since, so that "she" may refer to the person in its answer.
  var isJustSaid = true
  /// Whether it belongs to an earlier request than the current one.
  var isOfEarlierTurn = false
  /// Whether it was the only question of its request so far.
  var isAlone = true
  /// As written in the request.
  let text: String
  /// How words were understood, if that is not obvious.
  var notes: [String] = []

  /// Whether it can be asked for other rows: "and in Rome?".
  var canGoOn: Bool {
    switch wish {
    case .report, .columns: false
    // Within one request, its rows and their order are merged.
    case .conversion: isOfEarlierTurn
    default: true
    }
  }

  /// "How many live in Rome, and who are they?": a listing of what was counted; nil if its answer
  /// already contains it, or there is nothing to list.
  func listed(asking text: String) -> Question? {
    var question = Question(wish: wish, text: text)
    question.filters = filters
    question.derived = derived
    switch wish {
    case .countRows where group == nil && !filters.isEmpty:
      question.wish = .rows(columns: [], order: nil)
    case .countDifferent(let columns): question.wish = .values(columns)
    default: return nil
    }
    return question
  }

  /// Whether its answer is a number without a row: the highest and lowest values are reported with
  /// their row.
  var namesNoRow: Bool {
    switch wish {
    case .figures([.minimum], _), .figures([.maximum], _): false
    case .figures(_, _), .share, .countRows: group == nil
    default: false
    }
  }

  /// "Highest first", for a listing or the results of groups; nil if its order can't be changed.
  func ordered(isDescending: Bool, asking text: String) -> Question? {
    var question = Question(wish: wish, text: text)
    (question.filters, question.derived, question.group) = (filters, derived, group)
    switch wish {
    case .rows(let columns, let order?):
      question.wish = .rows(columns: columns, order: (order.column, isDescending))
    case .conversion(let format, var rows):
      guard let order = rows.order else { return nil }
      rows.order = (order.column, isDescending)
      question.wish = .conversion(format, rows)
    case .figures where group != nil, .countRows where group != nil:
      question.groupsDescend = isDescending
    default: return nil
    }
    return question
  }

  /// What a chart of it shows; nil if there is nothing to draw.
  private var drawn: (x: Key?, columns: [Int], figure: Figure?)? {
    switch wish {
    case .figures(let figures, let columns): (group, columns, group == nil ? nil : figures.first)
    case .extreme(let value, let label?, _, let figure, nil) where group == nil:
      (label, [value], figure)
    case .crowd(let label, _, nil): (label, [], nil)
    case .countRows: group.map { ($0, [], nil) }
    case .chart(_, let x, let columns, let figure): (x, columns, figure)
    default: nil
    }
  }

  /// "… and plot it": draws the result of the previous question.
  /// - Throws: If it can't be drawn.
  func goingOn(from previous: Question?) throws(QuestionFault) -> Question {
    guard case .chart(let kind, nil, let y, nil) = wish, y.isEmpty, let previous,
      previous.canGoOn
    else { return self }
    guard let (x, columns, figure) = previous.drawn else {
      let words = FoldedText.words(FoldedText.of(text))
      let pointers = ["it", "that", "this", "them", "these", "those"]
      guard
        words.contains(where: pointers.contains) || words.first == "as"
          || words.starts(with: ["and", "as"])
          || words.first == "now"
      else { return self }
      throw QuestionFault(
        "what was asked before is nothing that can be drawn: say what is to be drawn by what")
    }
    if kind == .pie, let figure, ![.sum, .count].contains(figure) {
      throw QuestionFault(
        "a pie chart shows totals and numbers of rows, and no \(figure.name) values")
    }
    var question = Question(wish: .chart(kind, x: x, y: columns, figure: figure), text: text)
    question.filters = previous.filters
    question.derived = previous.derived
    question.notes = notes
    for filter in filters where !question.filters.contains(where: { $0.column == filter.column }) {
      question.filters.append(filter)
    }
    return question
  }
}
