/// The requested column of a row that another column selects: "the salary of the oldest".
extension ClauseReader {
  /// "The salary of the oldest": the preceding column is the requested one, the row is found by
  /// another.
  mutating func takeAsked(before place: Int, implied: [String]) -> Int? {
    if implied.isEmpty { return takeAskedOfNoun(before: place) }
    guard let at = items[..<place].lastIndex(where: { !$0.isNoise && $0.number == nil }), !used[at],
      let column = items[at].column,
      items[at..<place].contains(where: { $0.raw.lowercased() == "of" }),
      !ColumnNames(data.map(\.name)).speaking(of: implied).contains(column)
    else { return nil }
    used[at] = true
    return column
  }

  /// "The fee of the member with the lowest share".
  private mutating func takeAskedOfNoun(before place: Int) -> Int? {
    guard
      let noun = neighbour(before: place).flatMap({ at in
        items[at].term == .condition ? neighbour(before: at) : nil
      }), let at = items[..<noun].lastIndex(where: { !$0.isNoise && $0.number == nil }), !used[at],
      let column = items[at].column,
      items[at..<noun].contains(where: { $0.raw.lowercased() == "of" }),
      items[(place + 1)...].contains(where: {
        $0.column.map { $0 != column && isNumeric($0) } ?? false
      })
    else { return nil }
    switch items[noun].meaning {
    case .term(.persons), .term(.rows): break
    case .column(let name) where !isNumeric(name) && !hasTwice(name): used[noun] = true
    default: return nil
    }
    used[at] = true
    return column
  }
}
