/// Clauses that resemble an answerable question but ask for something else.
extension ClauseReader {
  /// - Throws: For questions that are not supported.
  mutating func refuseOtherMeanings() throws(QuestionFault) {
    try nameLargestRow()
    try refuseOneFigureEach()
    try refuseSums()
    try refuseRanks()
    try refuseSomeOfThem()
    try refuseWorths()
    try refusePieces()
    try refuseQuantifiers()
    try refuseForeignOrder()
  }

  /// "A bar chart of salary by name, oldest first": bars can only be sorted by their own height.
  private func refuseForeignOrder() throws(QuestionFault) {
    guard isChart else { return }
    let meanings = [
      "oldest": ["age"], "youngest": ["age"], "cheapest": ["price", "cost"],
      "most expensive": ["price", "cost"], "newest": ["date"], "latest": ["date"],
      "tallest": ["height"], "heaviest": ["weight"], "lightest": ["weight"],
    ]
    for item in items where item.raw.lowercased().hasSuffix(" first") {
      guard let about = meanings[String(item.raw.lowercased().dropLast(6))] else { continue }
      let named = Set(items.compactMap(\.column))
      let meant = ColumnNames(data.map(\.name)).speaking(of: about)
      guard !meant.contains(where: named.contains) else { continue }
      throw QuestionFault("bars stand in the order of what is drawn, and not \"\(item.raw)\"")
    }
  }

  private func word(_ index: Int) -> String { items[index].raw.lowercased() }

  private func values(at index: Int) -> Set<Int> {
    guard case .value(let found) = items[index].meaning else { return [] }
    return Set(found.map(\.column))
  }

  /// "The largest order" is the row with the highest amount, not the order with the most rows.
  private mutating func nameLargestRow() throws(QuestionFault) {
    let isOfGroups = items.contains { [.per, .by].contains($0.term) }
    guard !isOfGroups, asksForWho || items.contains(where: { $0.raw.lowercased() == "which" })
    else {
      return
    }
    let sizes: Set = ["largest", "biggest", "highest", "smallest", "lowest", "greatest"]
    for index in items.indices.dropLast() where sizes.contains(word(index)) {
      let noun = index + 1
      guard items[noun].term == .rows, !RowNouns.isPlural(items[noun].raw),
        !QuestionLexicon.plainRows.contains(word(noun)), !items.contains(where: \.isFigure)
      else { continue }
      guard measures.count == 1 else {
        throw QuestionFault(
          "it is not clear by what the \(items[noun].raw) is the \(items[index].raw); the columns are \(columnList)"
        )
      }
      notes.append("The \(word(index)) \(word(noun)) was taken by \(columnName(measures[0]))")
      items[noun] = items[noun].meaning(.column(measures[0]))
    }
  }

  /// "Kern's total and Lutz's average", "Ola's salary and Ria's age".
  private func refuseOneFigureEach() throws(QuestionFault) {
    enum Part: Equatable {
      case value
      case figure(String)
      case and
    }
    var parts: [Part] = []
    for index in items.indices {
      if !values(at: index).isEmpty {
        parts.append(.value)
      } else if items[index].isFigure || items[index].column != nil {
        if case .figure = parts.last { continue }
        parts.append(.figure(word(index)))
      } else if items[index].term == .and {
        parts.append(.and)
      }
    }
    for start in parts.indices where start + 4 < parts.count {
      let five = Array(parts[start...(start + 4)])
      guard five[0] == .value, five[2] == .and, five[3] == .value, case .figure(let one) = five[1],
        case .figure(let other) = five[4], one != other
      else { continue }
      throw QuestionFault("each has a figure of its own: ask for one after the other")
    }
  }

  /// "Who spent more than 100 in total?": a condition on a total of several rows.
  private func refuseSums() throws(QuestionFault) {
    let words = foldedWords
    let isWhole =
      zip(words, words.dropFirst()).contains { $0 == "in" && ["total", "all"].contains($1) }
      || words.contains("altogether")
    let compares = items.contains { if case .comparison = $0.term { true } else { false } }
    guard isWhole, compares, asksForWho || words.contains("which"),
      let label = try personsColumn() ?? defaultLabel, hasTwice(label)
    else { return }
    throw QuestionFault("conditions on totals of several rows are not worked out")
  }

  /// "What is Ann's rank by score?"
  private func refuseRanks() throws(QuestionFault) {
    for index in items.indices where items[index].term == .sort && word(index).hasPrefix("rank") {
      guard let asks = items[..<index].firstIndex(where: { $0.term == .asks }),
        items[asks..<index].allSatisfy({ item in
          if case .value = item.meaning { return true }
          return item.isNoise || item.isMark || item.term == .asks
        })
      else { continue }
      throw QuestionFault(
        "the rank of a row is not worked out: ask for the rows sorted by a column")
    }
  }

  /// "The price of 3 pads".
  private func refusePieces() throws(QuestionFault) {
    for index in items.indices.dropFirst().dropLast() where items[index].number != nil {
      guard ["of", "for"].contains(word(index - 1)), !values(at: index + 1).isEmpty,
        items[..<index].contains(where: { item in item.column.map { isNumeric($0) } ?? false })
      else { continue }
      throw QuestionFault("what \(items[index].raw) of a thing come to is not worked out")
    }
  }

  /// "Which students have all marks above 60?": a condition on all rows of each student.
  private func refuseQuantifiers() throws(QuestionFault) {
    let quantifiers: Set = ["all", "every", "each", "both", "always", "never"]
    guard items.contains(where: { if case .comparison = $0.term { true } else { false } }),
      asksForWho || items.contains(where: { $0.raw.lowercased() == "which" })
    else { return }
    for index in items.indices.dropLast() where quantifiers.contains(word(index)) {
      guard let column = items[index + 1].column, isNumeric(column), let label = defaultLabel,
        (0..<given).contains(where: { data[$0].kind == .text && hasTwice($0) }) || hasTwice(label)
      else { continue }
      throw QuestionFault(
        "conditions on \(word(index)) of several rows are not worked out: they are understood of single rows"
      )
    }
  }

  /// "By subject and term", if one of them holds numbers.
  func refuseSecondGroup() throws(QuestionFault) {
    guard group != nil,
      let by = items.lastIndex(where: { [.by, .per].contains($0.term) }),
      let and = items[by...].firstIndex(where: { $0.term == .and }), and + 1 < items.count,
      let next = neighbour(after: and), let column = items[next].column, !used[next],
      isNumeric(column), items[..<by].contains(where: { $0.column != nil })
    else { return }
    throw QuestionFault("groups are made by one column at a time")
  }

  /// "Without team Red": excludes that value; it does not mean rows without a team.
  mutating func joinNegatedValues() {
    for index in items.indices where items[index].term == .not {
      guard let noun = neighbour(after: index), let column = items[noun].column,
        let value = neighbour(after: noun), values(at: value).contains(column)
      else { continue }
      items[noun] = items[noun].meaning(.term(.noise))
      used[noun] = true
    }
  }
}
