/// The dates of a column that contains nothing else.
struct ColumnDates: Sendable {
  let dates: [CalendarDate?]
  /// How open questions were decided.
  let notes: [String]

  /// - Parameters:
  ///   - cells: One per row; nil where a value is missing.
  ///   - prefersDayFirst: How to read 03/04/2025 if the column itself leaves it open.
  /// - Returns: Nil if a value is not a date.
  init?(_ cells: [String?], name: String, prefersDayFirst: Bool) {
    var texts: [DateText?] = []
    texts.reserveCapacity(cells.count)
    var (dayFirst, monthFirst, open) = (0, 0, 0)
    var (zoned, unzoned) = (0, 0)
    var example: String?
    for cell in cells {
      guard let cell else {
        texts.append(nil)
        continue
      }
      guard let text = DateText(cell) else { return nil }
      texts.append(text)
      if text.zone != nil { zoned += 1 } else { unzoned += 1 }
      guard text.order == .open else { continue }
      // `month` holds the first number.
      if text.month > 12 {
        dayFirst += 1
      } else if text.day > 12 {
        monthFirst += 1
      } else {
        open += 1
      }
      if example == nil || text.month != text.day { example = cell }
    }
    // Neither order fits all dates.
    guard dayFirst == 0 || monthFirst == 0 else { return nil }
    let isDayFirst = dayFirst > 0 || monthFirst == 0 && prefersDayFirst
    dates = texts.map { text in text.flatMap { CalendarDate($0, isDayFirst: isDayFirst) } }
    guard zip(texts, dates).allSatisfy({ ($0 == nil) == ($1 == nil) }) else { return nil }
    var notes: [String] = []
    if let example, let text = DateText(example),
      let date = CalendarDate(text, isDayFirst: isDayFirst)
    {
      let reason =
        dayFirst + monthFirst > 0
        ? "as other values of the column show"
        : "though \(isDayFirst ? "the month" : "the day") might come first"
      notes.append("\(name): \"\(example)\" is read as \(date.text), \(reason).")
    }
    if zoned > 0, unzoned > 0 {
      notes.append("\(name): \(unzoned) of the times have no zone and are read as UTC.")
    }
    self.notes = notes
  }
}
