/// Uses of "the most" and "the last" that are ambiguous.
extension ClauseReader {
  /// "In the last 5 years": today's date is unknown.
  func refuseRelativeDates(_ place: Int) throws(QuestionFault) {
    guard ["first", "last"].contains(items[place].raw.lowercased()) else { return }
    var next = neighbour(after: place)
    if let at = next, items[at].number != nil { next = neighbour(after: at) }
    if let at = next, case .period = items[at].term,
      onlyDates == nil || items[at].raw.lowercased() != "day"
    {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[place...at])))\" was not understood: name the dates")
    }
  }

  /// "Who made the most cakes": cakes are not the requested people.
  func refuseNobody(_ column: Int, after place: Int) throws(QuestionFault) {
    guard asksForWho, !isOfPeople, !isPersons(column),
      neighbour(after: place).map({ items[$0].column == column }) ?? false
    else { return }
    throw QuestionFault("it is not clear who is meant; the columns are \(columnList)")
  }

  /// "Which band sold the most songs": unique titles are not sales.
  func refuseSales(of place: Int) throws(QuestionFault) {
    guard data[0].kind == .text, !hasTwice(0),
      neighbour(after: place).map({
        items[$0].column == 0 || items[$0].term == .rows && nouns.isFirst(items[$0].raw)
      }) ?? false,
      let deed = items.first(where: { ["sold", "bought"].contains($0.raw.lowercased()) })
    else { return }
    throw QuestionFault(
      "no column says how many were \(deed.raw.lowercased()); the columns are \(columnList)")
  }

  /// "The best mark in maths": whether the clause asks for the highest value of a column in such
  /// words.
  /// - Throws: If lower may be better.
  mutating func isBest(_ place: Int, count: Int?) throws(QuestionFault) -> Bool {
    let word = items[place].raw.lowercased()
    guard ["best", "worst"].contains(word) else { return false }
    let columns = freeColumns.filter(isNumeric)
    guard columns.count == 1 else {
      guard count == nil else { return false }
      throw QuestionFault(
        columns.isEmpty
          ? "how many of the \(word) are wanted was not said, nor by which column"
          : "it is not clear by which column the \(word) is meant")
    }
    let names = (0..<given).map { data[$0].name }
    guard BestValues.growBetter(data[columns[0]], in: names) else {
      throw QuestionFault(
        "whether the \(word) \(columnName(columns[0])) is the highest or the lowest is not clear: say which"
      )
    }
    notes.append(
      "the \(word == "best" ? "highest" : "lowest") \(columnName(columns[0])) was taken for the \(word)"
    )
    return true
  }

  /// "Scored the most points": the verb adds nothing to the column.
  mutating func useImplied(by column: Int) {
    let names = data.map(\.name)
    for index in items.indices where !used[index] {
      guard case .implied(let words) = items[index].term,
        ColumnNames(names).speaking(of: words).contains(column)
          || items[index].raw.lowercased() == "scored"
            && BestValues.growBetter(data[column], in: names)
      else { continue }
      used[index] = true
    }
  }

  /// "Who scored the most goals", for a table of teams: not their coaches.
  func refuseOthersScores(_ persons: Int) throws(QuestionFault) {
    let scorers: Set<String> = [
      "player", "scorer", "student", "pupil", "member", "participant", "candidate", "athlete",
      "contestant", "runner", "rider", "user", "person",
    ]
    guard items.contains(where: { $0.raw.lowercased() == "scored" }),
      !FoldedText.words(FoldedText.of(CellText.cut(data[persons].name, to: 60))).contains(
        where: scorers.contains)
    else { return }
    throw QuestionFault("it is not clear who scored; the columns are \(columnList)")
  }
}
