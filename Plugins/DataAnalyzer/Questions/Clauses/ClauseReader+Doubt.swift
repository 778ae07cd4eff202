/// Words with two meanings.
extension ClauseReader {
  /// "The total value of the orders", with a column "total", means their sum.
  private mutating func isWorth(_ index: Int) -> Bool {
    guard ["value", "amount", "sum"].contains(items[index].raw.lowercased()),
      items[..<index].last?.raw.lowercased() == "total"
    else { return false }
    used[index] = true
    items[index] = items[index].meaning(.term(.noise))
    return true
  }

  /// Decides by context whether a word is a column's name or a word of the question.
  mutating func decideDoubtful() {
    for index in items.indices {
      guard let other = items[index].other else { continue }
      let next = index + 1 < items.count ? neighbour(after: index) : nil
      var isOther = false
      switch (items[index].meaning, other) {
      case (.column, .term(.figure)), (.column, .term(.extreme)), (.column, .term(.countOf)):
        isOther = next.map { items[$0].column != nil || isWorth($0) } ?? false
      case (.column, .term(.list)), (.column, .term(.sort)), (.column, .term(.plot)),
        (.column, .term(.convert)), (.column, .term(.analyse)):
        // "Name and salary as CSV" names two columns.
        isOther =
          firstSaid == index && next.map { items[$0].term != .and && items[$0].raw != "," } ?? false
      case (.column, .term(.noise)):
        // "To Markdown", for a table with a column "to".
        isOther = next.map { if case .format = items[$0].term { true } else { false } } ?? false
      case (.term, .value(let found)):
        // "Where the level is low", "the people in IT".
        isOther =
          neighbour(before: index).map { before in
            items[before].term == .equals || found.contains { $0.column == items[before].column }
          } ?? false
          || index > 0 && items[index].isSpelledLikeValue
      default: break
      }
      if isOther {
        items[index] = items[index].meaning(other)
        used[index] = items[index].isNoise
      }
    }
  }
}
