/// Calculations in each row: "the price minus the cost for each item", "the average of a and b for
/// each pupil".
extension ClauseReader {
  /// Whether "for each row" refers to a calculation between columns, which has a result in every
  /// row.
  func isOfEachRow(_ figures: [Figure]) -> Bool {
    figures.isEmpty && items.contains { ($0.column ?? 0) >= given }
  }

  /// The results next to the names of the rows.
  mutating func takeEachRow(_ columns: [Int]) -> Question.Wish? {
    guard let last = columns.last, last >= given, columns.allSatisfy({ $0 >= given }),
      case .column(let key)? = group, !hasTwice(key)
    else { return nil }
    group = nil
    markUsed(.rows, .persons, .and)
    useColumns()
    return .rows(columns: [key] + columns, order: nil)
  }

  /// "The average of maths and art for each student", if each student has one row: the average of
  /// the row's values.
  mutating func takeRowFigure(
    of figures: [Figure], columns: [Int]
  ) throws(QuestionFault) -> Question.Wish? {
    guard columns.count > 1, case .column(let key)? = group, !hasTwice(key),
      figures.contains(where: { [.mean, .sum].contains($0) })
    else { return nil }
    guard figures.count == 1, let figure = figures.first,
      columns.allSatisfy({ isNumeric($0) && $0 < given }),
      BestValues.areAlike(columns.map { data[$0] }),
      // "The average of length and weight per fish" may refer to all fish.
      !items.contains(where: { $0.term == .per && $0.raw.lowercased() == "per" }),
      let column = DerivedColumn.of(figure, columns: columns.map { data[$0] }, isNamed: true)
    else {
      throw QuestionFault(
        "each \(columnName(key)) has one row, and such figures of several columns together are not worked out"
      )
    }
    if column.missing > 0 { notes.append("where a value is missing there is no \(figure.name)") }
    data.append(column)
    group = nil
    return .rows(columns: [key, data.count - 1], order: nil)
  }
}
