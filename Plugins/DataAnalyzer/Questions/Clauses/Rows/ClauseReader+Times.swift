/// Alternative months, hours of the day, and years that are numbers.
extension ClauseReader {
  /// "In March or April 2025". Returns true if it was read.
  mutating func takeDateChoice(_ index: Int, from: DateSpan) throws(QuestionFault) -> Bool {
    var places = [index]
    var spans = [from]
    while let last = places.last, items.indices.contains(last + 2),
      items[last + 1].term == .or || items[last + 1].raw == ",",
      case .date(let span) = items[last + 2].meaning
    {
      places.append(last + 2)
      spans.append(span)
    }
    guard spans.count > 1, let last = places.last,
      (index..<last).contains(where: { items[$0].term == .or })
    else { return false }
    // The year of the last month applies to all of them.
    if let year = spans[spans.count - 1].year, spans.dropLast().allSatisfy({ $0.year == nil }) {
      spans = spans.map { DateSpan(year: year, month: $0.month, day: $0.day, raw: $0.raw) }
    }
    let column = try dateColumn(before: index, from.raw)
    for taken in index...last { used[taken] = true }
    filters.append(RowFilter(column: column, test: .spans(spans)))
    return true
  }

  /// "Between 9 and 10 o'clock": excludes the hour that begins at 10.
  mutating func takeHours(_ index: Int, low: Int, high: Int) throws(QuestionFault) -> Bool {
    guard items.indices.contains(high + 1), items[high + 1].raw.lowercased() == "o'clock",
      let from = items[low].number, let to = items[high].number
    else { return false }
    let dates = data.indices.filter { column in
      data[column].kind == .date && data[column].dates.contains { $0?.hasTime ?? false }
    }
    guard dates.count == 1, from == from.rounded(), to == to.rounded(), from >= 0, to <= 24,
      from < to
    else {
      throw QuestionFault(
        "it is not clear which time is between \(items[low].raw) and \(items[high].raw)")
    }
    for taken in index...(high + 1) { used[taken] = true }
    // "Came between 9 and 10" adds nothing to the time; "how many came" does.
    if index > 0, ["came", "arrived", "started"].contains(items[index - 1].raw.lowercased()),
      items[index - 1].isUnknown
    {
      used[index - 1] = true
    }
    filters.append(RowFilter(column: dates[0], test: .hours(Int(from)..<Int(to))))
    return true
  }

  /// "When was Ann's last order": the latest of the only dates.
  mutating func takeWhenLast(_ place: Int) throws(QuestionFault) -> Question.Wish? {
    let word = items[place].raw.lowercased()
    guard ["first", "last"].contains(word), items[place].term == (word == "first" ? .top : .bottom),
      items.contains(where: { $0.raw.lowercased() == "when" }), group == nil,
      let date = onlyDates, freeColumns.allSatisfy({ $0 == 0 && !hasTwice(0) || $0 == date }),
      let noun = neighbour(after: place),
      items[noun].term == .rows || items[noun].column == 0 && nouns.isFirst(items[noun].raw)
        || items[noun].column == date
    else { return nil }
    used[place] = true
    used[noun] = true
    useColumns()
    markUsed(.asks, .rows)
    return .figures([word == "last" ? .maximum : .minimum], columns: [date])
  }

  /// "Published after 2010", if one column holds years. Returns true if it was read.
  mutating func takeYear(
    _ place: Int, comparison: QuestionTerm.Comparison?, at index: Int
  ) -> Bool {
    guard let number = items[place].number, number == number.rounded(),
      (1000...2100).contains(number), let column = onlyYears,
      neighbour(before: index).map({ at in
        items[at].column.map { $0 == column || !isNumeric($0) } ?? true
      }) ?? true
    else { return false }
    // "Bought after 2010" gives the time of buying.
    if index > 0, items[index - 1].isNoise,
      !QuestionLexicon.functionWords.contains(items[index - 1].raw.lowercased()),
      !Self.made.contains(items[index - 1].raw.lowercased())
    {
      return false
    }
    if let at = neighbour(before: index), let before = items[at].column,
      affirmative(of: before) != nil
    {
      return false
    }
    used[index] = true
    used[place] = true
    // Verbs of making add nothing to a year; the year of buying would be another one.
    if let verb = items[..<index].lastIndex(where: { !$0.isNoise }), items[verb].isUnknown,
      Self.made.contains(items[verb].raw.lowercased())
    {
      used[verb] = true
    }
    notes.append("\(columnName(column)) is the only column of years")
    filters.append(
      RowFilter(
        column: column, test: comparison.map { .compares($0, number) } ?? .equals(number),
        place: index))
    return true
  }

  private static let made: Set<String> = [
    "published", "released", "written", "made", "built", "born", "founded", "produced", "printed",
    "issued", "created",
  ]

  var onlyYears: Int? {
    guard !data.contains(where: { $0.kind == .date }) else { return nil }
    let found = (0..<given).filter { column in
      isNumeric(column)
        && FoldedText.words(FoldedText.of(CellText.cut(data[column].name, to: 60))) == ["year"]
        && data[column].numbers.allSatisfy {
          $0.map { $0 == $0.rounded() && (1000...2100).contains($0) } ?? true
        }
    }
    return found.count == 1 ? found[0] : nil
  }
}
