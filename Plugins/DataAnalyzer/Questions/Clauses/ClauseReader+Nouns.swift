/// The words that the request uses for the table's rows.
extension ClauseReader {
  /// Gives meaning to words for the rows: "tasks" for a file of tasks.
  mutating func nameRows() {
    for index in items.indices {
      let item = items[index]
      let raw = item.raw.lowercased()
      if item.column == 0, nouns.isFirst(raw), standsForRows(index) {
        items[index] = QuestionItem(meaning: .term(.rows), raw: item.raw, isSpaced: item.isSpaced)
        continue
      }
      if item.term == .figure(.mean), raw == "mean",
        items[..<index].contains(where: { ["does", "do"].contains($0.raw.lowercased()) })
      {
        items[index] = item.meaning(.unknown)
      }
      if item.term == .list, ["name", "names of"].contains(raw) { nameNames(index) }
      if item.isUnknown, raw == "names", index == 0 || items[index - 1].term != .columns,
        let label = defaultLabel, isPersons(label) || isOfPeople && !hasTwice(label)
      {
        items[index] = item.meaning(.column(label))
        notes.append("\"names\" was taken for the column \(columnName(label))")
      }
      if item.term == .others, ["email", "mail"].contains(raw), items.indices.contains(index + 1),
        items[index + 1].raw.lowercased() == "of"
      {
        items[index] = item.meaning(.unknown)
      }
      if item.term == .sort, raw == "order", isNoun(index) || isToldByTruth(index) {
        items[index] = item.meaning(.term(.rows))
      }
      if items[index].term == .rows, !QuestionLexicon.plainRows.contains(raw) { nameKnown(index) }
      // "Calls" may be the rows, or what callers do.
      guard item.isUnknown || isNounOfDeed(index), !item.isQuoted else { continue }
      if nouns.contains(raw) {
        items[index] = item.meaning(.term(.rows))
      } else if nouns.isOpen, !isOfPeople, RowNouns.isPlural(raw), headsRows(index) {
        items[index] = item.meaning(.term(.rows))
        notes.append("each row was taken for one of the \"\(CellText.cut(item.raw, to: 40))\"")
      }
    }
  }

  /// "The mark in art" is the column "art".
  mutating func nameMeasures() {
    for index in items.indices where items[index].isUnknown || items[index].term == .rows {
      guard Self.marks.contains(FoldedText.singular(items[index].raw.lowercased())),
        items.indices.contains(index + 2), items[index + 1].isNoise,
        ["in", "for"].contains(items[index + 1].raw.lowercased()),
        let column = items[index + 2].column, isNumeric(column), !data[column].isSequence,
        // "How many marks in art" does not ask for a total.
        neighbour(before: index).map({ ![.howMany, .countOf].contains(items[$0].term) }) ?? true
      else { continue }
      used[index] = true
      items[index] = items[index].meaning(.term(.noise))
    }
  }

  static let marks: Set<String> = ["mark", "score", "point", "result"]

  /// "Leave from Oslo", for a table with a column "from".
  mutating func nameJourneys() {
    for index in items.indices.dropLast() where items[index].isUnknown {
      guard Self.journeys.contains(items[index].raw.lowercased()), items[index + 1].column != nil,
        ["from", "to"].contains(items[index + 1].raw.lowercased())
      else { continue }
      items[index] = items[index].meaning(.term(.noise))
      used[index] = true
    }
  }

  private static let journeys: Set<String> = [
    "leave", "leaves", "depart", "departs", "departed", "fly", "flies", "flew", "travel", "travels",
    "travelled", "run", "runs", "head", "heads", "start", "starts", "sail", "sails",
  ]

  /// "Who read the most books": "read" is someone's action, not an instruction to read the table.
  mutating func nameDeeds() {
    for index in items.indices.dropFirst() where items[index].term == .analyse {
      let before = items[index - 1]
      guard before.column != nil || ["who", "whom"].contains(before.raw.lowercased()) else {
        continue
      }
      items[index] = items[index].meaning(.unknown)
    }
  }

  private func isNounOfDeed(_ index: Int) -> Bool {
    guard case .doing = items[index].term, RowNouns.isPlural(items[index].raw) else { return false }
    return index == 0
      || items[index - 1].column == nil
        && !["who", "what"].contains(items[index - 1].raw.lowercased())
  }

  /// "Name" is a verb at the start; otherwise it asks for the columns of names, or for one that
  /// does not exist.
  private mutating func nameNames(_ index: Int) {
    let item = items[index]
    let names = ColumnNames(data.map(\.name))
    let found = names.whole(["name"]).map { [$0.column] } ?? names.partial(["name"]).columns
    if found.isEmpty {
      if index != firstSaid { items[index] = item.meaning(.unknown) }
    } else if found.count == 1 {
      items[index] = item.meaning(.column(found[0]))
    } else if item.raw.lowercased() == "names of" || index != firstSaid {
      items[index] = item.meaning(.columns(found))
    }
  }

  /// Whether the noun of the first column, whose values are unique, means the rows: "the largest
  /// invoice" for invoice numbers, "how many students", but not "invoice 1003" and "list the
  /// students".
  private func standsForRows(_ index: Int) -> Bool {
    guard !hasTwice(0) else { return false }
    let raw = items[index].raw.lowercased()
    let words = FoldedText.words(FoldedText.of(CellText.cut(data[0].name, to: 60)))
    if words.count > 1, FoldedText.words(FoldedText.of(raw)).count < words.count {
      guard items.indices.contains(index + 1) else { return true }
      switch items[index + 1].meaning {
      case .number, .value: return false
      case .term(.equals): return !items[index + 1].isMark
      default: return !["number", "no", "id"].contains(items[index + 1].raw.lowercased())
      }
    }
    guard RowNouns.isPlural(raw), data[0].kind != .number || data[0].isSequence else {
      return false
    }
    if neighbour(before: index).map({ [.per, .by].contains(items[$0].term) }) ?? false {
      return false
    }
    let isDrawn = items.contains { $0.term == .plot || $0.isChart }
    // "A pie chart of members by club", "plot the number of members per club": counts.
    let isOfGroups =
      isDrawn && items.indices.contains(index + 1) && [.per, .by].contains(items[index + 1].term)
      && items[..<index].last.map { $0.raw.lowercased() == "of" || $0.term == .countOf } ?? false
      && data[0].kind == .text
    if isOfGroups { return true }
    return items.contains { item in
      switch item.term {
      case .figure, .share, .howMany, .countOf: true
      case .correlation: data[0].kind == .text
      default: false
      }
    } && !isDrawn && !items.contains { [.different, .missing].contains($0.term) }
  }

  /// "A paid order".
  private mutating func isToldByTruth(_ index: Int) -> Bool {
    guard nouns.contains("order"), index > 0, let column = items[index - 1].column else {
      return false
    }
    let next = neighbour(after: index)
    return affirmative(of: column) != nil && !(next.map { items[$0].term == .by } ?? false)
  }

  /// "The largest order", not "order by".
  private func isNoun(_ index: Int) -> Bool {
    let next = neighbour(after: index)
    if next.map({ items[$0].term == .by || items[$0].column != nil }) ?? false { return false }
    guard let before = neighbour(before: index), let term = items[before].term else { return false }
    switch term {
    case .extreme, .per, .figure, .asks, .top, .bottom, .by: return true
    default: return false
    }
  }

  /// If an order takes several rows, orders are counted by their numbers; and rows of people are
  /// not orders.
  private mutating func nameKnown(_ index: Int) {
    let noun = FoldedText.singular(items[index].raw.lowercased())
    if nouns.contains(noun) { return }
    let names = ColumnNames(data.map(\.name))
    let own = names.partial([noun]).columns
    if own.count == 1, let column = own.first,
      !isNumeric(column) || ColumnNames.isLabel(data[column]) || hasTwice(column)
    {
      items[index] = items[index].meaning(.column(column))
    } else if !names.speaking(of: ["salary", "gender", "sex", "surname", "birthday", "hired"])
      .isEmpty
    {
      items[index] = items[index].meaning(.unknown)
    }
  }

  func hasTwice(_ column: Int) -> Bool {
    nouns.hasTwice(column) ?? data[column].hasTwice
  }

  /// Whether a noun's position refers to the rows: "how many open …", "the hours of closed …", "…
  /// per owner".
  private func headsRows(_ index: Int) -> Bool {
    var before = items[..<index].indices.last
    while let at = before {
      switch items[at].meaning {
      case .value, .number, .mark(","): before = items[..<at].indices.last
      case .term(let term):
        switch term {
        case .howMany, .countOf, .list, .asks, .share, .top, .bottom, .sort: return true
        case .extreme: return true
        case .noise:
          if items[at].raw.lowercased() == "of" { return true }
          before = items[..<at].indices.last
        case .and, .or, .not: before = items[..<at].indices.last
        default: return false
        }
      default: return false
      }
    }
    return true
  }

  /// "The mean fee per member", if each member has one row: the average of all rows.
  mutating func takePerRow(_ index: Int, next: Int) throws(QuestionFault) -> Bool {
    guard items[next].term == .rows else { return false }
    let figures = items.compactMap { item in
      if case .figure(let figure) = item.term { figure } else { nil }
    }
    guard figures == [.mean] || isOfEachRow(figures) else {
      throw QuestionFault("a row each, there is nothing to put together per \(items[next].raw)")
    }
    used[index] = true
    used[next] = true
    return true
  }
}
