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

  /// "From February to July 2024". Returns true if it was read.
  mutating func takeDateRange(_ index: Int, from: DateSpan) throws(QuestionFault) -> Bool {
    guard items.indices.contains(index + 2),
      ["to", "through", "until", "till", "-", "–"].contains(items[index + 1].raw.lowercased()),
      case .date(let to) = items[index + 2].meaning, let end = to.days
    else { return false }
    let start =
      from.year == nil
      ? DateSpan(year: to.year, month: from.month, day: from.day, raw: from.raw) : from
    guard let begin = start.days, begin.lowerBound <= end.lowerBound else {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[index...(index + 2)])))\" is not a span from one day to a later one"
      )
    }
    let column = try dateColumn(before: index, from.raw)
    filters.append(RowFilter(column: column, test: .after(start, includes: true)))
    filters.append(RowFilter(column: column, test: .before(to, includes: true)))
    for place in index...(index + 2) { used[place] = true }
    return true
  }

  /// Throws for two months at the same time: no row is in both.
  func refuseTwoSpans() throws(QuestionFault) {
    var spans: [Int: DateSpan] = [:]
    for filter in filters where !filter.isNot {
      guard case .span(let span) = filter.test else { continue }
      if let other = spans[filter.column], other != span,
        other.year != nil && span.year != nil || other.month != nil && span.month != nil
      {
        // The question about the two was not understood in the first place.
        if let unknown = firstUnknown { throw QuestionFault(self.unknown(items[unknown])) }
        throw QuestionFault(
          "no date is in \(other.raw) and in \(span.raw): ask for one after the other")
      }
      spans[filter.column] = span
    }
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
        "\"\(raw)\" may be of several columns (\(dates.map(columnName).joined(separator: ", ")))")
    }
    return first
  }
}
