/// The English names of months and weekdays, in full or abbreviated to three letters.
enum CalendarNames {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ]
  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// 1...12
  static func month(_ word: String) -> Int? {
    word == "sept" ? 9 : place(of: word, in: months)
  }

  /// 1...7, starting with Monday.
  static func weekday(_ word: String) -> Int? {
    place(of: ["tues": "tue", "thur": "thu", "thurs": "thu"][word] ?? word, in: weekdays)
  }

  private static func place(of word: String, in names: [String]) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    let word = word.lowercased()
    return names.firstIndex { name in
      let name = name.lowercased()
      return name == word || name.prefix(3) == word
    }.map { $0 + 1 }
  }
}
