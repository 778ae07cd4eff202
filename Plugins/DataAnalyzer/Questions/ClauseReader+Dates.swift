extension ClauseReader {
  /// "In March 2025", "on 2025-03-01", "before May 2025".
  mutating func takeDate(
    _ index: Int, span: DateSpan, comparison: QuestionTerm.Comparison?
  ) throws(QuestionFault) {
    if used[index] { return }
    let column = try dateColumn(before: index, span.raw)
    used[index] = true
    if comparison != nil, span.days == nil {
      throw QuestionFault("\"\(span.raw)\" has no year to compare with")
    }
    let test: RowFilter.Test =
      switch comparison {
      case .more: .after(span, includes: false)
      case .atLeast: .after(span, includes: true)
      case .less: .before(span, includes: false)
      case .atMost: .before(span, includes: true)
      case nil: .span(span)
      }
    filters.append(RowFilter(column: column, test: test))
  }

  func noDates(_ raw: String) -> QuestionFault {
    QuestionFault("no column holds dates to compare with \"\(raw)\"; the columns are \(columnList)")
  }

  mutating func dateColumn(before index: Int, _ raw: String) throws(QuestionFault) -> Int {
    let dates = data.indices.filter { data[$0].kind == .date }
    if let at = neighbour(before: index).flatMap({ at in
      items[at].column == nil ? neighbour(before: at) : at
    }), let column = items[at].column, dates.contains(column) {
      used[at] = true
      return column
    }
    guard let first = dates.first else { throw noDates(raw) }
    guard dates.count == 1 else {
      throw QuestionFault(
        "\"\(raw)\" may be of several columns (\(dates.map(name).joined(separator: ", ")))")
    }
    return first
  }
}
