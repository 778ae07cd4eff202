/// One wish about a table, as it was understood.
struct Question: Sendable {
  /// What rows are put together by.
  enum Key: Sendable, Equatable {
    case column(Int)
    case period(QuestionTerm.Period, column: Int)
  }

  enum Wish: Sendable {
    /// One number of each column, in all or of each group.
    case figures([Figure], columns: [Int])
    case countRows
    /// Of the rows that meet these conditions; of a column its sum.
    case share(of: [RowFilter], column: Int?)
    case countDifferent([Int])
    case values([Int])
    case common(Int, isMost: Bool, count: Int)
    /// The rows, or groups, with the most or least; by a figure of the group's values.
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
  /// Columns that the question works out, behind those of the table.
  var derived: [DataColumn] = []
  /// 2 of "the second highest".
  var rank = 1
  /// How many of the rows are listed as they stand: the first, or if it is less than 0 the last.
  var limit: Int?
  /// Whether the groups come by their figure, and the highest first.
  var groupsDescend: Bool?
  /// Whether the rows are to be listed besides: "only those in Rome".
  var listsRows = false
  /// Whether the figures of two groups are to be compared.
  var isDifference = false
  /// What a word such as "it" stands for, and the word.
  var subject: AnswerSubject?
  var pronoun: Pronoun?
  /// Whether nothing was asked or sent since, so that "she" may be whom its answer names.
  var isJustSaid = true
  /// Whether another request than the one that is read asked it.
  var isOfEarlierTurn = false
  /// Whether it was the only one of its request so far.
  var isAlone = true
  /// As it stands in the request.
  let text: String
  /// How words were understood, where that is not plain.
  var notes: [String] = []

  /// Whether it may be asked of other rows: "and in Rome?".
  var canGoOn: Bool {
    switch wish {
    case .report, .columns: false
    // In one request its rows and their order are put together.
    case .conversion: isOfEarlierTurn
    default: true
    }
  }

  /// "How many live in Rome, and who are they?": what was counted, one by one; nil where its answer tells
  /// that already, or there is nothing to tell.
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

  /// Whether its answer is a number that is nobody's: a highest or lowest value is told with its row.
  var namesNoRow: Bool {
    switch wish {
    case .figures([.minimum], _), .figures([.maximum], _): false
    case .figures(_, _), .share, .countRows: group == nil
    default: false
    }
  }

  /// "Highest first", of what was listed or worked out of groups; nil: it has no order that could be another.
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

  /// What a chart of it shows; nil where it is nothing to draw.
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

  /// "… and plot it": what the question before it worked out.
  /// - Throws: where that is nothing to draw.
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
