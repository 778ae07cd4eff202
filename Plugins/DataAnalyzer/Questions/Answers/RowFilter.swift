/// A condition that rows must meet.
struct RowFilter: Sendable {
  enum Test: Sendable {
    /// One of these values, folded, with the wording of the request.
    case isOne([String], shown: [String])
    case compares(QuestionTerm.Comparison, Double)
    case equals(Double)
    case between(Double, Double)
    case span(DateSpan)
    /// In one of these periods.
    case spans([DateSpan])
    /// Hours of the day.
    case hours(Range<Int>)
    case before(DateSpan, includes: Bool)
    case after(DateSpan, includes: Bool)
    case isMissing
    /// Missing, or the number 0.
    case isNothing
    /// Has a missing value in any column.
    case hasMissing
    /// Compared with another column of the same row.
    case comparesTo(QuestionTerm.Comparison, column: Int, name: String)
    case isSame(column: Int, name: String)
    /// The row itself, which is named by a value of the column.
    case isRow(Int, shown: String)
    /// Folded.
    case text(QuestionTerm.TextPart, String, shown: String)
  }

  let column: Int
  let test: Test
  var isNot = false
  /// Whether one of several rows with the same name is enough: "with an unpaid invoice".
  var isOfSome = false
  /// Its position among the items of its clause.
  var place: Int?

  func holds(_ row: Int, of data: [DataColumn]) -> Bool {
    guard let result = isMet(by: row, column: data[column], data: data) else {
      // A missing value meets no condition, not even a negated one.
      return false
    }
    return result != isNot
  }

  private func isMet(by row: Int, column: DataColumn, data: [DataColumn]) -> Bool? {
    if case .isMissing = test { return column.cells[row] == nil }
    if case .isNothing = test { return column.cells[row] == nil || column.numbers[row] == 0 }
    if case .isRow(let one, _) = test { return row == one }
    if case .hasMissing = test { return data.contains { $0.cells[row] == nil } }
    guard let cell = column.cells[row] else { return nil }
    switch test {
    case .isMissing, .isNothing, .hasMissing, .isRow: return false
    case .isSame(let other, _):
      return ValueCounts.value(of: data[other], row).flatMap { other in
        ValueCounts.value(of: column, row).map { TextKey($0) == TextKey(other) }
      }
    case .comparesTo(let comparison, let other, _):
      return number(column, row: row).flatMap { a in
        number(data[other], row: row).map { Self.compares(a, by: comparison, to: $0) }
      }
    case .text(let part, let wanted, _):
      let cell = cell.lowercased()
      return switch part {
      case .start: cell.utf8.starts(with: wanted.utf8)
      case .end: cell.utf8.reversed().starts(with: wanted.utf8.reversed())
      case .middle: ByteSearch.place(of: Array(wanted.utf8), in: Array(cell.utf8)) != nil
      }
    case .isOne(let values, _): return values.contains(FoldedText.of(cell))
    case .equals(let wanted): return number(column, row: row).map { $0 == wanted }
    case .between(let low, let high):
      return number(column, row: row).map { $0 >= low && $0 <= high }
    case .compares(let comparison, let limit):
      return number(column, row: row).map { Self.compares($0, by: comparison, to: limit) }
    case .span(let span): return date(column, row: row).map(span.contains)
    case .spans(let spans):
      return date(column, row: row).map { date in spans.contains { $0.contains(date) } }
    case .hours(let hours):
      return date(column, row: row).flatMap { $0.hasTime ? hours.contains($0.hour) : nil }
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

  private static func compares(
    _ a: Double, by comparison: QuestionTerm.Comparison, to b: Double
  ) -> Bool {
    switch comparison {
    case .more: a > b
    case .atLeast: a >= b
    case .less: a < b
    case .atMost: a <= b
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
    case .isRow(_, let shown): return "\(name) is \(shown)"
    case .isOne(_, let shown): return "\(name) \(verb) \(shown.joined(separator: " or "))"
    case .equals(let number): return "\(name) \(verb) \(NumberText.exact(number))"
    case .between(let low, let high):
      return "\(name) \(verb) between \(NumberText.exact(low)) and \(NumberText.exact(high))"
    case .compares(let comparison, let limit):
      return "\(name) \(verb) \(comparison.rawValue) \(NumberText.of(limit))"
    case .span(let span): return "\(name) \(verb) in \(span.raw)"
    case .spans(let spans):
      return "\(name) \(verb) in \(spans.map(\.raw).joined(separator: " or "))"
    case .hours(let hours):
      return
        "\(name) \(verb) from \(hours.lowerBound):00 and before \(hours.upperBound):00"
    case .before(let span, let includes):
      return "\(name) \(verb) \(includes ? "until" : "before") \(span.raw)"
    case .after(let span, let includes):
      return "\(name) \(verb) \(includes ? "since" : "after") \(span.raw)"
    case .isMissing: return isNot ? "\(name) is there" : "\(name) is missing"
    case .isNothing: return "\(name) \(verb) missing or 0"
    case .hasMissing: return isNot ? "no value is missing" : "a value is missing"
    case .isSame(_, let other): return "\(name) \(verb) the same as \(other)"
    case .comparesTo(let comparison, _, let other):
      return "\(name) \(verb) \(comparison.rawValue) \(other)"
    case .text(let part, _, let shown):
      return "\(name) \(isNot ? "does not \(part.rawValue)" : part.third) \"\(shown)\""
    }
  }
}
