import Foundation

/// Rows grouped by the value of a column or a part of its dates.
struct RowGroups {
  struct Group {
    let key: String
    let rows: [Int]
  }

  /// Sorted by number or date if the keys are numbers or dates, else in order of first occurrence.
  private(set) var groups: [Group]
  /// The number of rows without a key.
  let left: Int

  init(_ rows: [Int], by key: Question.Key, of data: [DataColumn]) {
    var places: [TextKey: Int] = [:]
    var found: [(key: String, order: Double, rows: [Int])] = []
    var left = 0
    for row in rows {
      guard let (text, order) = Self.key(row, key: key, data: data) else {
        left += 1
        continue
      }
      let folded = TextKey(text)
      if let place = places[folded] {
        found[place].rows.append(row)
      } else {
        places[folded] = found.count
        found.append((text, order ?? Double(found.count), [row]))
      }
    }
    groups = found.sorted { $0.order < $1.order }.map { Group(key: $0.key, rows: $0.rows) }
    self.left = left
  }

  /// Sorts by a value of each group; groups without a value come last.
  mutating func sort(descending: Bool, by value: (Group) -> Double?) {
    let values = groups.map(value)
    groups = groups.indices.sorted { a, b in
      switch (values[a], values[b]) {
      case (nil, nil): a < b
      case (nil, _): false
      case (_, nil): true
      case (let first?, let second?): first == second ? a < b : (first < second) != descending
      }
    }.map { groups[$0] }
  }

  private static func key(
    _ row: Int, key: Question.Key, data: [DataColumn]
  ) -> (text: String, order: Double?)? {
    switch key {
    case .column(let column):
      let data = data[column]
      guard let text = ValueCounts.value(of: data, row) else { return nil }
      return (
        text,
        data.kind == .number
          ? data.numbers[row] : data.dates.isEmpty ? nil : data.dates[row]?.instant
      )
    case .period(let period, let column):
      guard let date = data[column].dates[row] else { return nil }
      return periodPart(period, of: date)
    }
  }

  /// The name of the period that contains a date, and its position among the periods.
  static func periodPart(_ period: QuestionTerm.Period, of date: CalendarDate) -> (String, Double?)
  {
    let days = CalendarDate.days(year: date.year, month: date.month, day: date.day)
    switch period {
    case .year: return (String(date.year), Double(date.year))
    case .quarter:
      let quarter = (date.month - 1) / 3 + 1
      return ("\(date.year) Q\(quarter)", Double(date.year * 4 + quarter))
    case .month:
      return (
        String(format: "%04d-%02d", date.year, date.month), Double(date.year * 12 + date.month)
      )
    case .week:
      // ISO weeks: a week belongs to the year that contains its Thursday.
      let thursday = days - (date.weekday - 1) + 3
      let year = CalendarDate.date(thursday).year
      let week = (thursday - CalendarDate.days(year: year, month: 1, day: 1)) / 7 + 1
      return (String(format: "%04d-W%02d", year, week), Double(thursday))
    case .day:
      return (String(format: "%04d-%02d-%02d", date.year, date.month, date.day), Double(days))
    case .weekday: return (CalendarNames.weekdays[date.weekday - 1], Double(date.weekday))
    case .hour: return (String(format: "%02d:00", date.hour), Double(date.hour))
    }
  }
}
