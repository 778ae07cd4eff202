/// Columns that determine the slowest, the oldest and the longest if no column has such a name.
extension ClauseReader {
  /// "The slowest request" for a column of milliseconds, "the oldest book" for one of years: the
  /// column, and whether its highest value is wanted; nil if that is not certain.
  mutating func standIn(
    _ place: Int, implied: [String], label: Question.Key?, figure: Figure?
  ) -> (column: Int, isMost: Bool)? {
    let names = ColumnNames(data.map(\.name))
    // "The average duration of the slowest".
    let isAsked =
      items.contains(where: \.isFigure)
      && items.contains { $0.column.map(isNumeric) ?? false }
    guard names.speaking(of: implied).isEmpty, !freeColumns.contains(where: isNumeric), !isAsked,
      isOfOneRow(place, label: label, figure: figure), tellsWho(label)
    else { return nil }
    let word = items[place].raw.lowercased()
    let found: (column: Int, isMost: Bool)?
    switch word {
    case "slowest", "fastest":
      found = onlyColumn(Self.moments).map { ($0, word == "slowest") }
    case "longest", "shortest":
      found = onlyColumn(Self.moments + Self.hours + Self.pages).map { ($0, word == "longest") }
    case "oldest", "newest", "latest", "earliest":
      // A person's year may be that of any event in their life.
      guard !isOfPeople, !has(.persons) else { return nil }
      found = onlyYears.map { ($0, word == "newest" || word == "latest") }
    default: found = nil
    }
    if let found {
      let end = found.isMost ? "highest" : "lowest"
      notes.append("the \(end) \(columnName(found.column)) was taken for the \(word)")
    }
    return found
  }

  /// "The slowest path" of many requests may be so once or on average; the path of the slowest
  /// request is not ambiguous.
  private func isOfOneRow(_ place: Int, label: Question.Key?, figure: Figure?) -> Bool {
    guard figure == nil, let label else { return true }
    guard case .column(let column) = label else { return false }
    if !hasTwice(column) { return true }
    return neighbour(after: place).map { noun in
      items[noun].term == .rows || items[noun].column == 0 && !hasTwice(0)
    } ?? false
  }

  /// "The warmest month", if a month has several rows, may be so once or on average.
  func refusePeriod(
    _ label: Question.Key?, implied: [String], figure: Figure?
  ) throws(QuestionFault) {
    let periods: Set = ["month", "week", "quarter", "season", "year", "weekday", "day", "hour"]
    guard !implied.isEmpty, figure == nil, case .column(let column)? = label, hasTwice(column),
      periods.contains(FoldedText.of(CellText.cut(data[column].name, to: 60)))
    else { return }
    throw QuestionFault(
      "each \(columnName(column)) may stand in several rows: say whether the average is meant, or the highest or lowest of all"
    )
  }

  /// Whether one column answers "who", or the clause does not ask who.
  private func tellsWho(_ label: Question.Key?) -> Bool {
    guard asksForWho else { return true }
    guard case .column(let column)? = label ?? defaultLabel.map(Question.Key.column) else {
      return false
    }
    let agents = (0..<given).filter { other in
      let words = FoldedText.words(FoldedText.of(CellText.cut(data[other].name, to: 60)))
      return data[other].kind == .text
        && (words.last.map { $0.hasSuffix("er") || $0.hasSuffix("or") } ?? false)
    }
    let isNamed = items.contains { $0.column == column }
    return isNamed || (isPersons(column) || isOfPeople) && agents.allSatisfy { $0 == column }
  }

  /// "The most runs", for numbered runs, is a number of rows, not a sum of their numbers.
  mutating func nameNumbered(after place: Int) {
    guard ["most", "fewest", "least"].contains(items[place].raw.lowercased()),
      let noun = neighbour(after: place), items[noun].column == 0,
      RowNouns.isPlural(items[noun].raw),
      nouns.isFirst(items[noun].raw), data[0].isSequence || ColumnNames.isLabel(data[0])
    else { return }
    items[noun] = items[noun].meaning(.term(.rows))
  }

  /// "Which floor had the most faults": after "floor", rows are counted.
  func countsRows(after column: Int) -> Bool {
    guard
      let extreme = items[column...].firstIndex(where: {
        ["most", "fewest", "least"].contains($0.raw.lowercased())
      }), let noun = neighbour(after: extreme)
    else { return false }
    return items[noun].term == .rows || items[noun].term == .persons && isOfPeople
  }

  /// Column names that only give a unit of duration, without the words for time itself.
  private static let moments = ["ms", "millisecond", "second", "sec"]
  private static let hours = ["minute", "hour"]
  private static let pages = ["page"]
  private static let ofDurations: Set<String> = [
    "duration", "latency", "runtime", "elapsed", "time", "response", "total",
  ]

  /// The only column that is named after one of these units, with no other words except those for
  /// time.
  private func onlyColumn(_ units: [String]) -> Int? {
    let found = (0..<given).filter { column in
      guard isNumeric(column) else { return false }
      let words = FoldedText.words(FoldedText.of(CellText.cut(data[column].name, to: 60)))
        .map(FoldedText.singular)
      guard let last = words.last, units.contains(last) || last == "s" && words.count > 1 else {
        return false
      }
      return words.dropLast().allSatisfy(Self.ofDurations.contains)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// "With their team", after a noun for rows: an additional column, not the one that identifies
  /// the rows.
  mutating func takeBeside(_ place: Int) -> Bool {
    guard let noun = items.lastIndex(where: { $0.term == .persons || $0.term == .rows }),
      noun > place,
      let joint = neighbour(after: noun), [.condition, .and].contains(items[joint].term)
    else { return false }
    let columns = items.indices.filter { $0 > joint && items[$0].column != nil && !used[$0] }
    guard !columns.isEmpty,
      items[(joint + 1)...].allSatisfy({
        $0.column != nil || $0.isNoise || $0.isMark || $0.term == .and
      })
    else { return false }
    for index in columns + [joint] { used[index] = true }
    return true
  }
}
