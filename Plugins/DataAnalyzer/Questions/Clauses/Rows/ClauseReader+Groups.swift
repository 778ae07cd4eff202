extension ClauseReader {
  private static let axis = ["over", "across", "through"]

  /// Reads the grouping: "per department", "for each month", "over time".
  /// - Throws: For something that is neither a column nor a part of a date.
  mutating func takeGroup() throws(QuestionFault) {
    for index in items.indices where !used[index] {
      guard let term = items[index].term else { continue }
      switch term {
      case .per, .by: try takeKey(after: index, isBy: term == .by)
      case .comparison: try takeTime(at: index)
      case .period(let period): try takePeriod(period, at: index)
      default: break
      }
    }
  }

  /// "per department", "by month".
  private mutating func takeKey(after index: Int, isBy: Bool) throws(QuestionFault) {
    // In a ranking, "by" introduces the order.
    if isBy, ranks { return }
    guard let next = neighbour(after: index) else { return }
    if items[next].isMark, neighbour(after: next) == nil {
      throw QuestionFault(
        "it is not clear what \"\(items[index].raw)\" stands for: name the column")
    }
    // "The average of each column".
    if items[next].term == .columns {
      used[index] = true
      return
    }
    if isBy, isChart, items[next].column.map(isNumeric) ?? false { return }
    if !isBy, try takePerRow(index, next: next) { return }
    guard let key = try groupKey(at: next) else {
      if !isBy || items[next].isUnknown { throw QuestionFault(unknown(items[next])) }
      return
    }
    // "The price per room" divides by a number of rooms and does not group by rooms.
    if !isBy, !isChart, case .column(let column) = key, isNumeric(column),
      !hasTwice(column)
        || RowNouns.isPlural(columnName(column)) && !RowNouns.isPlural(items[next].raw)
    {
      throw QuestionFault(
        "it is not clear whether rows are to be put together by \(columnName(column)): for a ratio ask for \"… divided by \(columnName(column))\""
      )
    }
    used[index] = true
    used[next] = true
    if !isChart, let joint = neighbour(after: next),
      items[joint].term == .and || items[joint].raw == ",",
      let second = neighbour(after: joint), !used[second],
      items[second].column.map({ !isNumeric($0) || isScale($0) })
        ?? (items[second].term.map(Self.isPeriod) ?? false)
    {
      throw QuestionFault("rows are put together by one column at a time")
    }
    try setGroup(key)
  }

  private static func isPeriod(_ term: QuestionTerm) -> Bool {
    if case .period = term { true } else { false }
  }

  /// "over time", "across regions".
  private mutating func takeTime(at index: Int) throws(QuestionFault) {
    guard Self.axis.contains(items[index].raw.lowercased()), let next = axis(after: index) else {
      return
    }
    // "Hours over estimate" does not name an axis.
    if !isChart, let column = items[next].column, isNumeric(column) { return }
    let dates = data.indices.filter { data[$0].kind == .date }
    guard let column = items[next].column ?? dates.first else {
      throw QuestionFault("no column holds dates, so that nothing can be shown over time")
    }
    used[index] = true
    used[next] = true
    try setGroup(.column(column))
  }

  private func axis(after index: Int) -> Int? {
    if let time = items[(index + 1)...].firstIndex(where: { $0.raw.lowercased() == "time" }) {
      return time
    }
    guard let next = neighbour(after: index), items[next].column != nil else { return nil }
    return next
  }

  /// "monthly".
  private mutating func takePeriod(
    _ period: QuestionTerm.Period, at index: Int
  ) throws(QuestionFault) {
    guard items[index].raw.lowercased().hasSuffix("ly"), let column = onlyDates else { return }
    // "The average monthly sales" are not averages of rows.
    if let before = neighbour(before: index), items[before].term == .figure(.mean),
      let next = neighbour(after: index),
      items[next].column.map({ isNumeric($0) && !data[$0].isMeasure }) ?? false
    {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[before...next])))\" may be of the rows or of the totals of each \(period.rawValue): ask for \"total by \(period.rawValue)\" or \"average by \(period.rawValue)\""
      )
    }
    used[index] = true
    try setGroup(.period(period, column: column))
  }

  private mutating func setGroup(_ key: Question.Key) throws(QuestionFault) {
    guard group == nil || group == key else {
      throw QuestionFault("rows are put together by one column at a time")
    }
    group = key
  }

  /// "By team, the highest first".
  mutating func takeGroupOrder() -> Bool? {
    // "… sorted from highest to lowest" names no column to sort by.
    let sort = items.firstIndex { $0.term == .sort }
    let isOfFigure = sort.map { !items[$0...].contains { $0.column != nil } } ?? true
    guard group != nil || isChart, isOfFigure, has(.ascending) != has(.descending) else {
      return nil
    }
    // "A chart of rising prices" does not ask for an order.
    if isChart {
      let said = items.filter { [.ascending, .descending].contains($0.term) }
      guard
        said.allSatisfy({ item in
          let words = FoldedText.words(item.raw.lowercased())
          return words.contains("first") || words.contains("to")
            || ["ascending", "descending"].contains(words.first)
        })
      else { return nil }
    }
    let descends = has(.descending)
    markUsed(.ascending, .descending, .sort)
    return descends
  }

  private var ranks: Bool {
    items.contains { item in
      switch item.term {
      case .sort, .top, .bottom: true
      // "Which region has the highest sales by month" is grouped, "largest city by population" is
      // not.
      case .extreme: !items.contains { if case .figure = $0.term { true } else { false } }
      default: false
      }
    }
  }

  var isChart: Bool {
    items.contains { item in
      switch item.term {
      case .plot, .chart, .otherChart: true
      default: false
      }
    }
  }

  var onlyDates: Int? {
    let dates = data.indices.filter { data[$0].kind == .date }
    return dates.count == 1 ? dates[0] : nil
  }

  /// A column, or a part of the only dates.
  func groupKey(at index: Int) throws(QuestionFault) -> Question.Key? {
    switch items[index].meaning {
    case .column(let column): return .column(column)
    case .columns: try refuseUnclear()
    case .term(.period(let period)):
      if let column = onlyDates { return .period(period, column: column) }
      throw QuestionFault(
        "no column holds dates to tell the \(period.rawValue) by; the columns are \(columnList)")
    default: break
    }
    return nil
  }

  /// "What are the average salaries of IT and Sales?", "how many in IT and HR respectively": groups
  /// by those values, unless the clause says that they belong together.
  mutating func groupComparedValues(_ wish: Question.Wish) {
    let compared = filters.filter { filter in
      if case .isOne(let values, _) = filter.test {
        values.count > 1 && !filter.isNot
      } else {
        false
      }
    }
    let words = Set(foldedWords)
    guard group == nil, !isDifference, compared.count == 1, let filter = compared.first,
      filters.count == 1 || apart.contains(filter.column) || words.contains("respectively")
    else { return }
    let isApart =
      apart.contains(filter.column)
      || !words.isDisjoint(with: [
        "respectively", "each", "averages", "means", "medians", "totals", "are",
      ])
    guard isApart, words.isDisjoint(with: ["or", "together", "combined", "overall", "all"]) else {
      return
    }
    switch wish {
    case .figures: group = .column(filter.column)
    case .countDifferent where apart.contains(filter.column): group = .column(filter.column)
    case .countRows
    where words.contains("respectively") || words.contains("each") || apart.contains(filter.column):
      group = .column(filter.column)
    default: break
    }
  }
}
