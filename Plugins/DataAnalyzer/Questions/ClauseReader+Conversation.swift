/// What a question takes up of the one before it.
extension ClauseReader {
  /// "How many of them are remote?": of the rows that were asked for before.
  mutating func keepEarlierRows() {
    guard let previous, !previous.filters.isEmpty, !items.isEmpty else { return }
    let words = items.flatMap { FoldedText.words($0.raw.lowercased()) }
    let points: Set<String> = ["them", "these", "those", "their", "there", "they"]
    let opensWithThere =
      words.first == "there" || words.starts(with: ["are", "there"])
      || words.starts(with: ["is", "there"])
      || zip(words, words.dropFirst()).contains {
        ["are", "is", "were", "was"].contains($0) && $1 == "there"
      }
    // "And how many?", of what was just listed or counted.
    let isBareCount =
      has(.howMany) && filters.isEmpty && group == nil
      && items.allSatisfy { $0.isNoise || $0.isMark || [.howMany, .and].contains($0.term) }
    guard isBareCount || words.contains(where: points.contains),
      isBareCount || !opensWithThere
        || words.contains(where: points.subtracting(["there"]).contains)
    else { return }
    let columns = Set(filters.map(\.column))
    filters = previous.filters.filter { !columns.contains($0.column) } + filters
  }

  /// "And of those in IT?", "only for women", "and by team?", "and the fee?": what was asked before, of other
  /// rows, groups or columns.
  mutating func goingOn() throws(QuestionFault) -> Question? {
    guard var wish = previous?.wish, let previous, previous.canGoOn, opensSo, isBare else {
      return nil
    }
    let columns = freeColumns
    guard !filters.isEmpty || group != nil || !columns.isEmpty else { return nil }
    switch wish {
    case .figures(let figures, _) where !columns.isEmpty:
      if let wrong = columns.first(where: { !isNumeric($0) }) {
        throw notNumeric(wrong, figure: figures[0])
      }
      useColumns()
      wish = .figures(figures, columns: columns)
    case .chart(let kind, _, let y, let figure) where group != nil:
      wish = .chart(kind, x: group, y: y, figure: figure)
      group = nil
    case .share(let base, let column):
      let others = Set(filters.map(\.column))
      wish = .share(of: base.filter { !others.contains($0.column) } + filters, column: column)
    default: break
    }
    use(.and, .rows, .asks, .persons)
    for index in items.indices where Self.fillers.contains(items[index].raw.lowercased()) {
      used[index] = true
    }
    try refuseRest()
    let replaced = Set(filters.map(\.column))
    filters = previous.filters.filter { !replaced.contains($0.column) } + filters
    group = group ?? previous.group
    var question = question(wish)
    question.listsRows = items.contains {
      ["those", "these", "them", "ones"].contains($0.raw.lowercased())
    }
    return question
  }

  private static let fillers: Set<String> = ["same", "how", "again"]

  /// Whether the first words take up what was said.
  var opensSo: Bool {
    let words = items.flatMap { FoldedText.words($0.raw.lowercased()) }
    let openings = [
      "and", "only", "but", "just", "for", "in", "now", "same", "then", "with", "of", "among",
      "per", "by",
      "without", "not",
    ]
    return words.first.map(openings.contains) ?? false || words.starts(with: ["what", "about"])
      || words.starts(with: ["how", "about"])
  }

  /// Whether the clause has nothing but conditions, groups and columns.
  private var isBare: Bool {
    items.indices.allSatisfy { index in
      let item = items[index]
      if used[index] || item.column != nil { return true }
      // "And who is in Rome?" asks something else.
      return [.and, .condition, .rows, .equals].contains(item.term)
        || item.term == .asks && item.raw.lowercased() == "what"
        || item.term == .persons && isOfPeople
        || Self.fillers.contains(item.raw.lowercased())
    }
  }

  /// "And the third lowest?": of what was compared before.
  mutating func takeEarlierExtreme(_ place: Int) -> Question.Wish? {
    guard let previous, case .extreme(let value, let label, _, let figure, _) = previous.wish,
      case .extreme(let isMost, []) = items[place].term, filters.isEmpty, group == nil
    else { return nil }
    let isBare = items.indices.allSatisfy { index in
      if case .ordinal = items[index].term { return true }
      return index == place || items[index].isNoise || items[index].isMark
        || [.and, .condition].contains(items[index].term)
        || items[index].term == .asks && items[index].raw.lowercased() == "what"
    }
    guard isBare else { return nil }
    if let before = neighbour(before: place), case .ordinal(let ordinal) = items[before].term {
      rank = ordinal
    }
    used = used.map { _ in true }
    (filters, group) = (previous.filters, previous.group)
    return .extreme(value: value, label: label, isMost: isMost, figure: figure, count: nil)
  }

  /// "Convert that to JSON", of rows that were listed before.
  mutating func takeEarlierRows() throws(QuestionFault) -> (column: Int, isDescending: Bool)? {
    guard let previous else {
      try refuseLostList()
      return nil
    }
    guard case .rows(let columns, let order) = previous.wish else { return nil }
    // Who is listed by a name alone is a whole row.
    guard columns.isEmpty || columns == [defaultLabel], order.map({ $0.column < given }) ?? true
    else {
      let points = items.contains {
        ["it", "that", "them", "those", "these", "result", "list"].contains($0.raw.lowercased())
      }
      guard points else { return nil }
      throw QuestionFault("only whole rows are converted, and not some of their columns")
    }
    let replaced = Set(filters.map(\.column))
    filters = previous.filters.filter { !replaced.contains($0.column) } + filters
    return order
  }

  /// "Convert that list", where the wish before it went to another step.
  private func refuseLostList() throws(QuestionFault) {
    let words = items.map { $0.raw.lowercased() }
    let lost = zip(words, words.dropFirst()).first { before, noun in
      before == "that" && ["list", "selection", "answer"].contains(noun) || noun == "result"
    }
    guard let lost else { return }
    throw QuestionFault(
      "it is not clear what \"\(lost.0) \(lost.1)\" stands for: say which rows are to be converted")
  }

  /// The column whose values were asked for before.
  var earlierSubject: Int? {
    switch previous?.wish {
    case .values(let columns), .countDifferent(let columns): columns.count == 1 ? columns[0] : nil
    default: nil
    }
  }

  /// The columns of the question before, where this one goes on with it: "and the maximum?".
  mutating func earlierColumns() -> [Int] {
    guard let previous, case .figures(_, let columns) = previous.wish else { return [] }
    if filters.isEmpty { filters = previous.filters }
    group = group ?? previous.group
    return columns
  }
}
