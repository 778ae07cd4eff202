/// A day, month or year that a request names.
struct DateSpan: Sendable, Equatable {
  /// Nil for a month without a year.
  let year: Int?
  let month: Int?
  let day: Int?
  let raw: String

  func contains(_ date: CalendarDate) -> Bool {
    (year.map { $0 == date.year } ?? true) && (month.map { $0 == date.month } ?? true)
      && (day.map { $0 == date.day } ?? true)
  }

  /// From its first day to the day after its last, in days since 1970; nil for a month without a
  /// year.
  var days: Range<Int>? {
    guard let year else { return nil }
    let first = CalendarDate.days(year: year, month: month ?? 1, day: day ?? 1)
    if day != nil { return first..<(first + 1) }
    guard let month else { return first..<CalendarDate.days(year: year + 1, month: 1, day: 1) }
    return
      first..<CalendarDate.days(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
  }

  /// A date in a request: "2025-03-01", "March 2025", "4 March 2025", "March"; with its number of
  /// tokens.
  static func span(at tokens: ArraySlice<QuestionToken>) -> (span: DateSpan, length: Int)? {
    guard let first = tokens.first else { return nil }
    for length in stride(from: min(4, tokens.count), to: 0, by: -1) {
      let part = tokens.prefix(length)
      guard part.allSatisfy({ $0.kind != .mark || $0.text == "," }) else { continue }
      let raw = part.map(\.raw).joined(separator: " ").replacing(" ,", with: ",")
      if let date = DateText(raw), date.order != .open, !date.hasTime {
        let hasDay = date.hasDay
        return (
          DateSpan(year: date.year, month: date.month, day: hasDay ? date.day : nil, raw: raw),
          length
        )
      }
    }
    // "may" is a word too.
    guard first.kind == .word, let month = CalendarNames.month(first.text),
      first.text != "may" || first.raw == "May", first.text != "mar", first.text != "sun"
    else { return nil }
    if let next = tokens.dropFirst().first, case .number(let year) = next.kind,
      (1900...2100).contains(year)
    {
      return (DateSpan(year: Int(year), month: month, day: nil, raw: "\(first.raw) \(next.raw)"), 2)
    }
    return (DateSpan(year: nil, month: month, day: nil, raw: first.raw), 1)
  }
}
