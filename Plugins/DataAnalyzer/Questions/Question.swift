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
    case share
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
    case conversion(TableFormat)
    case report
  }

  let wish: Wish
  var filters: [RowFilter] = []
  var group: Key?
  /// As it stands in the request.
  let text: String
  /// How words were understood, where that is not plain.
  var notes: [String] = []

  /// "… and plot it": what the question before it worked out.
  func goingOn(from previous: Question?) -> Question {
    guard case .chart(let kind, nil, let y, nil) = wish, y.isEmpty, filters.isEmpty, let previous,
      case .figures(let figures, let columns) = previous.wish
    else { return self }
    let figure = previous.group == nil ? nil : figures.first
    var question = Question(
      wish: .chart(kind, x: previous.group, y: columns, figure: figure), text: text)
    question.filters = previous.filters
    question.notes = notes
    return question
  }
}
