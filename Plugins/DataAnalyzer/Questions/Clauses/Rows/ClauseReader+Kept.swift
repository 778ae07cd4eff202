/// Conditions of the previous question that a short question keeps, and those that it can't keep.
extension ClauseReader {
  /// "And the youngest?", after the oldest in a town: for the same rows.
  mutating func keepConditions(_ place: Int) {
    guard let previous, previous.isOfEarlierTurn, !previous.filters.isEmpty, filters.isEmpty,
      group == nil, subject == nil, followsAnd,
      items.indices.allSatisfy({ index in
        if case .ordinal = items[index].term { return true }
        return index == place || items[index].isNoise || items[index].isMark
          || [.and, .condition].contains(items[index].term)
          || items[index].term == .asks
            && ["what", "which", "who"].contains(items[index].raw.lowercased())
      })
    else { return }
    filters = previous.filters
    keepsRows = true
  }

  /// Whether "in all" drops the previous condition.
  var saysInAll: Bool {
    let words = foldedWords
    return zip(words, words.dropFirst()).contains { $0 == "in" && $1 == "all" }
      || words.contains("altogether") || words.contains("overall")
  }

  /// - Throws: For "there" if the previous question was not about a place.
  func refuseUnclearPlace() throws(QuestionFault) {
    let words = items.filter { !$0.isMark }.map { $0.raw.lowercased() }
    guard let previous, previous.filters.isEmpty, subject == nil, filters.isEmpty,
      words.last == "there", words.count > 1,
      !["is", "are", "was", "were", "be", "out", "over"].contains(words[words.count - 2])
    else { return }
    throw QuestionFault("it is not clear what \"there\" stands for: name it")
  }

  /// "Who of the three": all values of a column if it has that many; otherwise it is unclear.
  mutating func refuseSomeOfThem() throws(QuestionFault) {
    for index in items.indices.dropFirst(2) where !used[index] {
      guard let number = items[index].number, items[index - 1].raw.lowercased() == "the",
        items[index - 2].raw.lowercased() == "of"
      else { continue }
      let next = items.indices.contains(index + 1) ? index + 1 : nil
      // "Of the 3 oldest", "of the 3 shops" if there are three.
      if let next {
        if case .extreme = items[next].term { continue }
        if [.top, .bottom].contains(items[next].term) { continue }
        if items[next].term == .rows || items[next].term == .persons,
          Double(data[0].cells.count) == number
        {
          used[index] = true
          continue
        }
        if let column = items[next].column, Double(ValueCounts(data[column]).values.count) == number
        {
          used[index] = true
          continue
        }
      }
      throw QuestionFault("it is not clear which \(items[index].raw) are meant: name them")
    }
  }

  private static let wholes: Set<String> = [
    "table", "data", "everything", "all", "whole", "rows", "the table",
  ]

  /// "And as JSON", after a conversion: the same rows.
  mutating func earlierConversion() -> ConvertedRows? {
    guard let previous, case .conversion(_, let rows) = previous.wish, filters.isEmpty,
      freeColumns.isEmpty, rows.columns.allSatisfy({ $0 < given }),
      // "As a Markdown table" refers to no particular table.
      !items.contains(where: { Self.wholes.contains($0.raw.lowercased()) })
    else { return nil }
    filters = previous.filters
    return rows
  }

  /// "The first 3 rows", without an order.
  mutating func takeFirstAsTheyStand(_ place: Int, count: Int) throws(QuestionFault) -> Bool {
    let word = items[place].raw.lowercased()
    guard ["first", "last"].contains(word), group == nil, freeColumns.isEmpty,
      let noun = items.indices.first(where: { $0 > place && items[$0].term == .rows }),
      ["row", "rows", "record", "records", "entry", "entries", "line", "lines"].contains(
        items[noun].raw.lowercased()),
      items.indices.allSatisfy({ index in
        used[index] || items[index].isNoise || [.list, .rows, .asks].contains(items[index].term)
      })
    else { return false }
    markUsed(.rows, .list, .asks)
    limit = word == "first" ? count : -count
    return true
  }

  /// "Sorted by pay", after a conversion: the same rows in that order and the same format.
  mutating func earlierConversion(
    sortedBy order: (column: Int, isDescending: Bool)
  ) -> Question.Wish? {
    guard let previous, previous.isOfEarlierTurn,
      case .conversion(let format, var rows) = previous.wish, filters.isEmpty, rows.count == nil,
      let first = firstSaid, items[first].term == .sort
    else { return nil }
    filters = previous.filters
    rows.order = order
    return .conversion(format, rows)
  }
}
