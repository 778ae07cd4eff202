extension ClauseReader {
  /// "Berlin", "in Berlin or Rome", "city is not Berlin".
  mutating func takeValues(_ start: Int, found: [CellValues.Found]) throws(QuestionFault) {
    let before = neighbour(before: start)
    // Skips "is", "=" and "not" back to the named column.
    var (place, isNot) = (before, false)
    while let index = place, let term = items[index].term, [.equals, .not].contains(term) {
      isNot = isNot || term == .not
      used[index] = true
      place = neighbour(before: index)
    }
    // "Without the people in HR".
    if !isNot, let at = exclusion(before: start) {
      isNot = true
      for index in at..<start where [.not, .persons, .rows].contains(items[index].term) {
        if items[index].term != .persons || isOfPeople { used[index] = true }
      }
    }
    // "From Oslo": a name after it may be related to such a column in any way.
    let found = found.filter { one in
      !isPreposition(one.column) || place.map { items[$0].column == one.column } ?? false
    }
    guard var choice = found.first else {
      throw QuestionFault("what \"\(items[start].raw)\" is to the row was not understood")
    }
    if let index = place, let column = items[index].column,
      let match = found.first(where: { $0.column == column })
    {
      choice = match
      used[index] = true
    } else if found.count > 1 {
      // The column is named anywhere in the clause.
      guard let match = found.first(where: { one in items.contains { $0.column == one.column } })
      else {
        let names = found.prefix(5).map { columnName($0.column) }.joined(separator: ", ")
        throw QuestionFault(
          "\"\(items[start].raw)\" stands in several columns (\(names)): say which")
      }
      choice = match
    }
    // The name may also follow: "the Berlin office".
    if let next = neighbour(after: start), items[next].column == choice.column, place != next,
      !items.indices.contains(where: { $0 < start && items[$0].column == choice.column })
    {
      used[next] = true
    }
    used[start] = true
    var (values, shown, last) = ([choice.value], [choice.raw], start)
    while let joint = neighbour(after: last),
      [.or, .and].contains(items[joint].term) || isComma(joint),
      // "Ann, Bob, and Cid" has two consecutive joints.
      let next = neighbour(after: joint).flatMap({ next in
        isComma(joint) && [.or, .and].contains(items[next].term) ? neighbour(after: next) : next
      }), !used[next], case .value(let more) = items[next].meaning,
      let match = more.first(where: { $0.column == choice.column })
    {
      values.append(match.value)
      shown.append(match.raw)
      for taken in joint...next {
        used[taken] = true
        // "In IT and in HR" are two conditions; "in IT or in HR" is one.
        if items[taken].isNoise, items[joint].term != .or,
          ["for", "in", "of", "from", "at", "on"].contains(items[taken].raw.lowercased())
        {
          apart.insert(choice.column)
        }
      }
      last = next
    }
    filters.append(
      RowFilter(column: choice.column, test: .isOne(values, shown: shown), isNot: isNot))
  }

  private func isPreposition(_ column: Int) -> Bool {
    ["from", "to", "by", "for", "at", "in", "on", "with", "of"].contains(
      FoldedText.of(CellText.cut(data[column].name, to: 20)))
  }

  private func isComma(_ index: Int) -> Bool {
    if case .mark(",") = items[index].meaning { return true }
    return false
  }

  /// "From Monday to Wednesday" includes more than the two values.
  func refuseRangesOfTexts() throws(QuestionFault) {
    for index in items.indices.dropFirst().dropLast()
    where items[index].column == nil
      && ["to", "through", "until", "till"].contains(items[index].raw.lowercased())
    {
      guard case .value(let first) = items[index - 1].meaning,
        case .value(let last) = items[index + 1].meaning,
        first.contains(where: { one in last.contains { $0.column == one.column } })
      else { continue }
      throw QuestionFault(
        "what lies from \(items[index - 1].raw) to \(items[index + 1].raw) is not known: name all of them"
      )
    }
  }

  /// "In Berlin vs Rome": no row has two values in one column.
  mutating func mergeValues() {
    var merged: [RowFilter] = []
    for filter in filters {
      guard case .isOne(let values, let shown) = filter.test, !filter.isOfSome,
        let place = merged.firstIndex(where: { other in
          // "Not in Rome, not in Oslo" excludes both.
          other.column == filter.column && other.isNot == filter.isNot && !other.isOfSome
        }),
        case .isOne(let before, let said) = merged[place].test
      else {
        merged.append(filter)
        continue
      }
      if let first = merged[place].place, let second = filter.place, first < second,
        let and = items[first..<second].lastIndex(where: { $0.term == .and }),
        items[and..<second].contains(where: {
          $0.isNoise && ["for", "in", "of", "from", "at", "on"].contains($0.raw.lowercased())
        })
      {
        apart.insert(filter.column)
      }
      merged[place] = RowFilter(
        column: filter.column, test: .isOne(before + values, shown: said + shown),
        isNot: filter.isNot, place: merged[place].place)
    }
    filters = merged
    guard has(.versus), group == nil else { return }
    let compared = filters.first { filter in
      if case .isOne(let values, _) = filter.test {
        values.count > 1 && !filter.isNot
      } else {
        false
      }
    }
    if let compared {
      markUsed(.versus)
      group = .column(compared.column)
    }
  }

  /// "Without Bob and with Bob": no row meets both, and two questions can't be answered as one.
  func refuseContradictions() throws(QuestionFault) {
    for filter in filters where filter.isNot {
      guard case .isOne(let values, let shown) = filter.test else { continue }
      for other in filters where !other.isNot && other.column == filter.column {
        guard case .isOne(let wanted, _) = other.test, wanted.contains(where: values.contains)
        else {
          continue
        }
        throw QuestionFault(
          "no row is both with and without \(shown.joined(separator: " or ")): ask for one after the other"
        )
      }
    }
  }

  /// "Where city is Paris": a value that does not occur.
  func refuseStrangeValues() throws(QuestionFault) {
    for index in items.indices where !used[index] {
      guard items[index].isUnknown, let before = neighbour(before: index) else { continue }
      let at = items[before].term == .equals ? neighbour(before: before) : before
      if let at, let column = items[at].column, !isNumeric(column) {
        throw QuestionFault(
          "\"\(CellText.cut(items[index].raw, to: 60))\" is not a value of \(columnName(column))")
      }
    }
  }
}
