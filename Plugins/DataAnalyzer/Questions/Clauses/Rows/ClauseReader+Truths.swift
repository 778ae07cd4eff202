/// Yes/no columns as conditions: "how many orders were shipped", "which members are older than 30".
extension ClauseReader {
  private static let pairs: [(yes: String, no: String)] = [
    ("yes", "no"), ("true", "false"), ("y", "n"), ("t", "f"), ("1", "0"), ("ja", "nein"),
    ("oui", "non"), ("x", ""), ("on", "off"),
  ]

  mutating func takeTruths() {
    let counts = items.contains { $0.term == .howMany || $0.term == .countOf }
    let selects = items.contains { item in
      switch item.term {
      case .extreme, .list, .asks, .figure, .share, .persons, .rows: true
      default: false
      }
    }
    let goesOn = opensSo && previous?.canGoOn ?? false
    guard !has(.different) else { return }
    for index in items.indices where !used[index] {
      guard let column = items[index].column, let yes = affirmative(of: column) else { continue }
      // "Per member" groups, and "the member column" is a column.
      let before = neighbour(before: index).map { items[$0].term }
      if before == .per || before == .by || before == .columns { continue }
      let isCondition =
        before == .condition || negation(before: index) != nil || qualifiesNext(index)
      guard counts || selects || goesOn || isCondition || !filters.isEmpty else { continue }
      guard
        counts || has(.share) || goesOn || isCondition
          || items.indices.contains(where: { $0 != index && !used[$0] && items[$0].column != nil })
          || !filters.isEmpty || ranksRows || isAsked
      else { continue }
      used[index] = true
      let isNot = negation(before: index)
      if let isNot {
        used[isNot] = true
        // "Without the people who …".
        for place in isNot..<index
        where items[place].term == .persons && isOfPeople || items[place].term == .rows {
          used[place] = true
        }
      }
      // "The cancelled flights", if a flight has several rows.
      if items.indices.contains(index + 1), items[index + 1].column == 0,
        nouns.contains(items[index + 1].raw),
        RowNouns.isPlural(items[index + 1].raw) || !hasTwice(0),
        // "Cancelled flights" alone asks for a listing.
        items.indices.contains(where: { place in
          place != index + 1 && !used[place] && items[place].column != nil
        })
      {
        used[index + 1] = true
      }
      filters.append(
        RowFilter(
          column: column, test: .isOne([FoldedText.of(yes)], shown: [yes]), isNot: isNot != nil,
          isOfSome: isNot.map { isOfSome($0, at: index) } ?? false, place: index))
    }
  }

  /// "The oldest who is remote".
  private var ranksRows: Bool {
    index { if case .extreme = $0 { true } else { false } } != nil
  }

  /// "Have an unpaid order": one is enough.
  private func isOfSome(_ negation: Int, at index: Int) -> Bool {
    negation > 0 && negation + 1 == index && !items[index].isSpaced
      && ["a", "an", "any"].contains(items[negation - 1].raw.lowercased())
      && items.indices.contains(index + 1)
      && (items[index + 1].term == .rows || items[index + 1].column == 0 && !hasTwice(0))
      && !RowNouns.isPlural(items[index + 1].raw)
  }

  /// "Damaged parcels": directly before the noun for the rows.
  private func qualifiesNext(_ index: Int) -> Bool {
    guard items.indices.contains(index + 1) else { return false }
    switch items[index + 1].meaning {
    case .term(.rows), .term(.persons): return true
    case .column(let column):
      return column == 0 && data[0].kind != .number || column == 0 && data[0].isSequence
    default: return false
    }
  }

  /// "Who is …", "which …".
  private var isAsked: Bool {
    items.first.map { ["who", "which"].contains($0.raw.lowercased()) } ?? false
  }

  /// The word "not" up to two words before a column.
  private func negation(before index: Int) -> Int? {
    items[..<index].indices.suffix(2).last { place in
      [.not, .lacks].contains(items[place].term)
    } ?? exclusion(before: index)
  }

  private static let exclusions: Set<String> = [
    "without", "excluding", "except", "except for", "other than", "all but", "everyone but",
    "everybody but", "anyone but",
  ]

  /// "Without those who work remote": skips the words that refer to the rows.
  func exclusion(before index: Int) -> Int? {
    let start = items[..<index].lastIndex { item in
      !item.isNoise && item.term != .asks && item.term != .condition && item.term != .persons
        && item.term != .rows
    }
    return start.flatMap { Self.exclusions.contains(items[$0].raw.lowercased()) ? $0 : nil }
  }

  /// The column's value for yes; nil if it has values other than yes and no.
  mutating func affirmative(of column: Int) -> String? {
    // A request may name a column with many rows repeatedly.
    if let known = truths[column] { return known }
    let found = findYes(of: column)
    truths[column] = .some(found)
    return found
  }

  private func findYes(of column: Int) -> String? {
    guard [.text, .boolean].contains(data[column].kind) else { return nil }
    var said: [String: String] = [:]
    for case let cell? in data[column].cells {
      said[cell.lowercased()] = cell
      guard said.count <= 2 else { return nil }
    }
    return Self.pairs.lazy.compactMap { pair in
      said.keys.allSatisfy { $0 == pair.yes || $0 == pair.no } ? said[pair.yes] : nil
    }.first
  }
}
