/// Words for a state that a number in the row determines: "out of stock", "in stock", "on time".
extension ClauseReader {
  private static let delays = ["delay", "delayed", "late", "lateness", "overdue"]

  /// Reads such words as conditions if exactly one column determines them.
  /// - Throws: If no column does, so that the answer is not about all rows instead.
  mutating func takeStates() throws(QuestionFault) {
    try takeStock()
    try takePunctual()
    takeLate()
  }

  private func word(_ index: Int) -> String { items[index].raw.lowercased() }

  private mutating func takeStock() throws(QuestionFault) {
    for index in items.indices.dropFirst() where word(index) == "stock" && !used[index] {
      let isOut = index > 1 && word(index - 1) == "of" && word(index - 2) == "out"
      guard isOut || word(index - 1) == "in" else { continue }
      let said = isOut ? "out of stock" : "in stock"
      // A figure of a stock may have to be multiplied by the quantity.
      guard let column = items[index].column, isNumeric(column), !isChart,
        data[column].numbers.contains(0), !items.contains(where: \.isFigure)
      else {
        throw QuestionFault("what is \"\(said)\" is not certain: name the column and the number")
      }
      used[index] = true
      for place in (index - (isOut ? 2 : 1))..<index { used[place] = true }
      items[index] = items[index].meaning(.term(.noise))
      let isNot = neighbour(before: index - 1).map { items[$0].term == .not } ?? false
      if isNot, let not = neighbour(before: index - 1) { used[not] = true }
      filters.append(
        RowFilter(
          column: column, test: isOut != isNot ? .compares(.atMost, 0) : .compares(.more, 0),
          place: index))
    }
  }

  private mutating func takePunctual() throws(QuestionFault) {
    for index in items.indices.dropFirst()
    where word(index) == "time" && word(index - 1) == "on" && items[index].column == nil {
      let next = items[(index + 1)...].first { !$0.isNoise }
      // "Spent on time sheets" is not a state.
      guard next.map({ $0.isMark || [.by, .per, .condition, .and].contains($0.term) }) ?? true
      else {
        continue
      }
      let found = ColumnNames(data.map(\.name)).speaking(of: Self.delays, anywhere: true)
        .filter { isNumeric($0) && $0 < given }
      guard found.count == 1 else {
        throw QuestionFault(
          "no column is certain to tell what is \"on time\"; the columns are \(columnList)")
      }
      let isNot = neighbour(before: index).map { items[$0].term == .not } ?? false
      if isNot, let not = neighbour(before: index) { used[not] = true }
      notes.append("on time is what has no \(columnName(found[0]))")
      filters.append(
        RowFilter(
          column: found[0], test: isNot ? .compares(.more, 0) : .compares(.atMost, 0), place: index)
      )
    }
  }

  /// "Which trains were late": those with a delay above zero.
  private mutating func takeLate() {
    for index in items.indices.dropFirst() where Self.delays.contains(word(index)) && !used[index] {
      guard let column = items[index].column, isNumeric(column), !isChart,
        !items.contains(where: \.isFigure)
      else { continue }
      let isNot = items[index - 1].term == .not
      let verb = isNot ? index - 2 : index - 1
      let next = items[(index + 1)...].first
      guard verb >= 0, ["is", "are", "was", "were"].contains(word(verb)),
        next.map({ $0.isMark || [.and, .condition].contains($0.term) }) ?? true
      else { continue }
      used[index] = true
      if isNot { used[index - 1] = true }
      items[index] = items[index].meaning(.term(.noise))
      filters.append(
        RowFilter(
          column: column, test: isNot ? .compares(.atMost, 0) : .compares(.more, 0), place: index))
    }
  }

  /// "Orders on a Monday", for dates: weekdays are supported as groups, not as conditions.
  func refuseWeekdays() throws(QuestionFault) {
    for item in items where item.isUnknown && !item.isQuoted {
      let word = item.raw.lowercased()
      guard
        CalendarNames.weekdays.contains(where: { FoldedText.singular(word) == $0.lowercased() })
          || ["weekend", "weekends"].contains(word)
      else { continue }
      throw QuestionFault(
        "days of the week are not conditions here: ask for what is wanted \"by weekday\"")
    }
  }
}
