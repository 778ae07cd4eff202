import Foundation

/// A date from a column, once the meaning of its numbers is known.
struct CalendarDate: Sendable, Comparable {
  /// Year, month and day are in UTC if the date has a zone.
  let year: Int
  let month: Int
  let day: Int
  let hasDay: Bool
  let hasTime: Bool
  let hasZone: Bool
  /// Seconds since 1970 in UTC; a date without a zone is treated as UTC.
  let instant: Double

  /// - Parameter isDayFirst: For dates whose order is open.
  init?(_ text: DateText, isDayFirst: Bool) {
    let isSwapped = text.order == .open && isDayFirst
    let (month, day) = isSwapped ? (text.day, text.month) : (text.month, text.day)
    guard DateText.isDate(year: text.year, month: month, day: day) else { return nil }
    let days = Self.days(year: text.year, month: month, day: day)
    instant = Double(days * 86400 - (text.zone ?? 0)) + text.seconds
    let shown = Int((instant / 86400).rounded(.down))
    (year, self.month, self.day) = Self.date(shown)
    hasDay = text.hasDay
    hasTime = text.hasTime
    hasZone = text.zone != nil
  }

  /// Days since 1970 in the Gregorian calendar.
  static func days(year: Int, month: Int, day: Int) -> Int {
    // In years that begin in March, the leap day is the last day.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468
  }

  /// The hour of the day, 0...23.
  var hour: Int { Int((instant - (instant / 86400).rounded(.down) * 86400) / 3600) }

  /// 1...7, starting with Monday.
  var weekday: Int { ((Self.days(year: year, month: month, day: day) % 7 + 7) + 3) % 7 + 1 }

  static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    first.instant < second.instant
  }

  static func == (first: CalendarDate, second: CalendarDate) -> Bool {
    first.instant == second.instant
  }

  /// In ISO 8601; in UTC if the date has a zone.
  var text: String {
    guard hasTime else {
      return String(format: hasDay ? "%04d-%02d-%02d" : "%04d-%02d", year, month, day)
    }
    let whole = instant.rounded(.down)
    let days = (whole / 86400).rounded(.down)
    let (y, m, d) = Self.date(Int(days))
    let rest = Int(whole - days * 86400)
    let fraction = instant - whole
    let digits =
      fraction > 0.0005 ? String(String(format: "%.3f", min(fraction, 0.999)).dropFirst()) : ""
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02d", y, m, d, rest / 3600, rest / 60 % 60, rest % 60)
      + digits + (hasZone ? "Z" : "")
  }

  static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let ofEra = shifted - era * 146097
    let year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let shown = month < 10 ? month + 3 : month - 9
    return (year + era * 400 + (shown <= 2 ? 1 : 0), shown, day)
  }
}
