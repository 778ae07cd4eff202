import AgentKit

/// Groups that are identified by their number of rows.
extension ClauseReader {
  /// "The average age in the biggest team", "the total salary in the city with the most people": a
  /// condition. If groups tie, it is unclear which is meant.
  mutating func takeLargestGroup() throws(QuestionFault) {
    guard items.contains(where: \.isFigure) else { return }
    for index in items.indices {
      guard let (column, isMost, places) = sizedGroup(at: index) else { continue }
      let counts = ValueCounts(data[column]).values
      guard let best = isMost ? counts.first : counts.last else { continue }
      let equal = counts.filter { $0.count == best.count }
      guard equal.count == 1 else {
        let names = equal.prefix(4).map(\.value).joined(separator: " and ")
        throw QuestionFault("\(names) have \(best.count) rows each")
      }
      for place in places { used[place] = true }
      filters.append(
        RowFilter(
          column: column, test: .isOne([FoldedText.of(best.value)], shown: [best.value])))
      notes.append(
        "The \(columnName(column)) with the \(isMost ? "most" : "fewest") rows (\(best.count)) is \(CellText.cut(best.value, to: 80))"
      )
      // The replaced words must not be read again.
      for place in places { items[place] = items[place].meaning(.term(.noise)) }
      return
    }
  }

  private func sizedGroup(at index: Int) -> (column: Int, isMost: Bool, places: [Int])? {
    guard case .extreme(let isMost, let implied)? = items[index].term, implied.isEmpty else {
      return nil
    }
    let word = items[index].raw.lowercased()
    let leads: Set = ["in", "of", "from", "for", "within", "at"]
    if ["biggest", "largest", "smallest"].contains(word), let noun = neighbour(after: index),
      let column = group(at: noun),
      items[max(0, index - 2)..<index].contains(where: { leads.contains($0.raw.lowercased()) })
    {
      return (column, isMost, [index, noun])
    }
    guard ["most", "fewest", "least"].contains(word), let rows = neighbour(after: index),
      [.rows, .persons].contains(items[rows].term),
      let with = items[..<index].lastIndex(where: { $0.raw.lowercased() == "with" }),
      index - with < 3, let noun = neighbour(before: with), let column = group(at: noun),
      items[max(0, noun - 2)..<noun].contains(where: { leads.contains($0.raw.lowercased()) })
    else { return nil }
    return (column, isMost, [noun, with, index, rows])
  }

  /// A grouping column, if nothing else says how large its values are.
  private func group(at index: Int) -> Int? {
    guard let column = items[index].column, data[column].kind == .text, hasTwice(column) else {
      return nil
    }
    let sizes = ["size", "population", "inhabitant", "area", "member", "headcount"]
    return ColumnNames(data.map(\.name)).speaking(of: sizes).isEmpty ? column : nil
  }
}
