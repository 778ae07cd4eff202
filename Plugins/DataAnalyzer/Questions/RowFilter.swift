/// A condition that rows must meet.
struct RowFilter: Sendable {
  enum Test: Sendable {
    /// One of these values, folded, with what stands in the request.
    case isOne([String], shown: [String])
    case compares(QuestionTerm.Comparison, Double)
    case equals(Double)
    case between(Double, Double)
    case span(DateSpan)
    case before(DateSpan, includes: Bool)
    case after(DateSpan, includes: Bool)
    case isMissing
  }

  let column: Int
  let test: Test
  var isNot = false

  func holds(_ row: Int, of column: DataColumn) -> Bool {
    guard let result = met(row, column: column) else {
      // What is missing meets no condition, and no opposite of one.
      return false
    }
    return result != isNot
  }

  private func met(_ row: Int, column: DataColumn) -> Bool? {
    if case .isMissing = test { return column.cells[row] == nil }
    guard let cell = column.cells[row] else { return nil }
    switch test {
    case .isMissing: return false
    case .isOne(let values, _): return values.contains(FoldedText.of(cell))
    case .equals(let wanted): return number(column, row: row).map { $0 == wanted }
    case .between(let low, let high):
      return number(column, row: row).map { $0 >= low && $0 <= high }
    case .compares(let comparison, let limit):
      return number(column, row: row).map {
        switch comparison {
        case .more: $0 > limit
        case .atLeast: $0 >= limit
        case .less: $0 < limit
        case .atMost: $0 <= limit
        }
      }
    case .span(let span): return date(column, row: row).map(span.contains)
    case .before(let span, let includes):
      guard let days = span.days else { return nil }
      let limit = includes ? days.upperBound : days.lowerBound
      return date(column, row: row).map { $0.instant < Double(limit) * 86400 }
    case .after(let span, let includes):
      guard let days = span.days else { return nil }
      let limit = includes ? days.lowerBound : days.upperBound
      return date(column, row: row).map { $0.instant >= Double(limit) * 86400 }
    }
  }

  private func number(_ column: DataColumn, row: Int) -> Double? {
    column.numbers.isEmpty ? nil : column.numbers[row]
  }

  private func date(_ column: DataColumn, row: Int) -> CalendarDate? {
    column.dates.isEmpty ? nil : column.dates[row]
  }

  /// "age is more than 30".
  func text(_ name: String) -> String {
    let verb = isNot ? "is not" : "is"
    switch test {
    case .isOne(_, let shown): return "\(name) \(verb) \(shown.joined(separator: " or "))"
    case .equals(let number): return "\(name) \(verb) \(NumberText.exact(number))"
    case .between(let low, let high):
      return "\(name) \(verb) between \(NumberText.exact(low)) and \(NumberText.exact(high))"
    case .compares(let comparison, let limit):
      return "\(name) \(verb) \(comparison.rawValue) \(NumberText.exact(limit))"
    case .span(let span): return "\(name) \(verb) in \(span.raw)"
    case .before(let span, let includes):
      return "\(name) \(verb) \(includes ? "until" : "before") \(span.raw)"
    case .after(let span, let includes):
      return "\(name) \(verb) \(includes ? "since" : "after") \(span.raw)"
    case .isMissing: return "\(name) \(verb) missing"
    }
  }
}
