/// A date as written in a cell, with or without a time and a zone.
struct DateText: Sendable {
  /// The order of the three numbers.
  enum Order: Sendable {
    case yearMonthDay
    case dayMonthYear
    /// 03/04/2025: either the month or the day is first.
    case open
  }

  private(set) var order = Order.yearMonthDay
  private(set) var year = 0
  /// If the order is open: the first number.
  private(set) var month = 1
  /// If the order is open: the second number.
  private(set) var day = 1
  private(set) var hasDay = true
  private(set) var hasTime = false
  /// Since the beginning of the day.
  private(set) var seconds = 0.0
  /// The offset east of Greenwich, in seconds; nil without a zone.
  private(set) var zone: Int?

  private var bytes: ArraySlice<UInt8>

  /// - Parameter cell: Without surrounding white space.
  init?(_ cell: String) {
    bytes = []
    guard (6...48).contains(cell.utf8.count), cell.utf8.allSatisfy({ $0 < 127 }),
      cell.utf8.contains(where: Self.isDigit)
    else { return nil }
    bytes = Array(cell.utf8)[...]
    guard takeDate() else { return nil }
    if !bytes.isEmpty {
      guard takeTime(), takeZone(), bytes.isEmpty else { return nil }
    }
    if order == .open {
      guard (1...31).contains(month), (1...31).contains(day), min(month, day) <= 12 else {
        return nil
      }
    } else {
      guard Self.isDate(year: year, month: month, day: day) else { return nil }
    }
    bytes = []
  }

  static func isDate(year: Int, month: Int, day: Int) -> Bool {
    guard (1...9999).contains(year), (1...12).contains(month) else { return false }
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return (1...(lengths[month - 1] + (isLeap && month == 2 ? 1 : 0))).contains(day)
  }

  private mutating func takeDate() -> Bool {
    takeWeekday()
    if let name = takeMonthName() {
      // March 4, 2025
      skip(" .")
      guard let day = takeNumber(2) else { return false }
      takeOrdinal()
      skip(" ,")
      guard let year = takeNumber(4), year.digits == 4 else { return false }
      return setDate(year: year.value, month: name, day: day.value, order: .dayMonthYear)
    }
    guard let first = takeNumber(4), let separator = bytes.first else { return false }
    takeOrdinal()
    guard bytes.first.map({ "-/. ".utf8.contains($0) }) ?? false else { return false }
    bytes.removeFirst()
    if separator == UInt8(ascii: "."), bytes.first == 32 { bytes.removeFirst() }
    if let name = takeMonthName() {
      // 4 March 2025, 04-Mar-25
      skip(" -.,/")
      guard let year = takeNumber(4), year.digits != 3 else { return false }
      return setDate(year: fullYear(year), month: name, day: first.value, order: .dayMonthYear)
    }
    guard separator != 32, let second = takeNumber(2) else { return false }
    if first.digits == 4 {
      guard separator == bytes.first else {
        // 2025-03
        hasDay = false
        return bytes.isEmpty && separator != UInt8(ascii: ".") && second.digits == 2
          && setDate(year: first.value, month: second.value, day: 1, order: .yearMonthDay)
      }
      bytes.removeFirst()
      guard let third = takeNumber(2) else { return false }
      return setDate(year: first.value, month: second.value, day: third.value, order: .yearMonthDay)
    }
    guard first.digits <= 2, bytes.first == separator else { return false }
    bytes.removeFirst()
    if separator == UInt8(ascii: "."), bytes.first == 32 { bytes.removeFirst() }
    guard let third = takeNumber(4), third.digits == 4 || third.digits == 2 else { return false }
    if separator == UInt8(ascii: ".") {
      return setDate(
        year: fullYear(third), month: second.value, day: first.value, order: .dayMonthYear)
    }
    return setDate(year: fullYear(third), month: first.value, day: second.value, order: .open)
  }

  private mutating func setDate(year: Int, month: Int, day: Int, order: Order) -> Bool {
    (self.year, self.month, self.day, self.order) = (year, month, day, order)
    return true
  }

  /// A two-digit year is between 1970 and 2069.
  private func fullYear(_ year: (value: Int, digits: Int)) -> Int {
    guard year.digits <= 2 else { return year.value }
    return year.value + (year.value < 70 ? 2000 : 1900)
  }

  private mutating func takeTime() -> Bool {
    if bytes.first == UInt8(ascii: "T") || bytes.first == UInt8(ascii: "t") {
      bytes.removeFirst()
    } else {
      let before = bytes.count
      skip(" ,")
      guard bytes.count < before else { return false }
    }
    guard let hours = takeNumber(2), bytes.first == UInt8(ascii: ":") else { return false }
    bytes.removeFirst()
    guard let minutes = takeNumber(2), minutes.digits == 2, minutes.value < 60 else { return false }
    seconds = Double(minutes.value * 60)
    if bytes.first == UInt8(ascii: ":") {
      bytes.removeFirst()
      guard let whole = takeNumber(2), whole.digits == 2, whole.value <= 60 else { return false }
      seconds += Double(whole.value)
      if let mark = bytes.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") {
        bytes.removeFirst()
        let digits = bytes.prefix(while: Self.isDigit)
        guard !digits.isEmpty, digits.count <= 9 else { return false }
        bytes = bytes.dropFirst(digits.count)
        seconds += Double("0." + String(decoding: digits, as: UTF8.self)) ?? 0
      }
    }
    var hour = hours.value
    let rest = String(decoding: bytes, as: UTF8.self).lowercased()
    if let half = [" am", " pm", "am", "pm"].first(where: rest.hasPrefix) {
      guard (1...12).contains(hour) else { return false }
      hour = hour % 12 + (half.hasSuffix("pm") ? 12 : 0)
      bytes = bytes.dropFirst(half.utf8.count)
    }
    guard hour < 24 else { return false }
    seconds += Double(hour * 3600)
    hasTime = true
    return true
  }

  private mutating func takeZone() -> Bool {
    skip(" ")
    guard let first = bytes.first else { return true }
    let rest = String(decoding: bytes, as: UTF8.self).lowercased()
    if ["z", "utc", "gmt"].contains(rest) {
      zone = 0
      bytes = []
      return true
    }
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return false }
    bytes.removeFirst()
    let digits = bytes.filter(Self.isDigit)
    guard digits.count == 2 || digits.count == 4, bytes.count <= 5,
      let number = Int(String(decoding: digits, as: UTF8.self))
    else { return false }
    let (hours, minutes) = digits.count == 2 ? (number, 0) : (number / 100, number % 100)
    guard hours <= 18, minutes < 60 else { return false }
    zone = (hours * 3600 + minutes * 60) * (first == UInt8(ascii: "-") ? -1 : 1)
    bytes = []
    return true
  }

  private mutating func takeNumber(_ most: Int) -> (value: Int, digits: Int)? {
    let digits = bytes.prefix(while: Self.isDigit)
    guard !digits.isEmpty, digits.count <= most else { return nil }
    bytes = bytes.dropFirst(digits.count)
    return (digits.reduce(0) { $0 * 10 + Int($1 - 48) }, digits.count)
  }

  private mutating func takeWord() -> String {
    let letters = bytes.prefix { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
    return String(decoding: letters, as: UTF8.self).lowercased()
  }

  private mutating func takeMonthName() -> Int? {
    let word = takeWord()
    guard let month = CalendarNames.month(word) else { return nil }
    bytes = bytes.dropFirst(word.utf8.count)
    return month
  }

  private mutating func takeWeekday() {
    let word = takeWord()
    guard CalendarNames.weekday(word) != nil else { return }
    bytes = bytes.dropFirst(word.utf8.count)
    skip(" ,.")
  }

  /// The "th" of "4th".
  private mutating func takeOrdinal() {
    if ["st", "nd", "rd", "th"].contains(takeWord()) { bytes = bytes.dropFirst(2) }
  }

  private mutating func skip(_ marks: String) {
    bytes = bytes.drop { marks.utf8.contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
