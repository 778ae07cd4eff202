/// References to the previous question.
extension ClauseReader {
  /// "How many of them are remote?": of the rows that the previous question asked for.
  /// - Throws: If they are a selection among other rows.
  mutating func keepEarlierRows() throws(QuestionFault) {
    guard let previous, !previous.filters.isEmpty, !items.isEmpty, subject == nil else { return }
    let words = foldedWords
    let points: Set<String> = ["them", "these", "those", "their", "there", "they"]
    let opensWithThere =
      words.first == "there" || words.starts(with: ["are", "there"])
      || words.starts(with: ["is", "there"])
      || zip(words, words.dropFirst()).contains {
        ["are", "is", "were", "was"].contains($0) && $1 == "there"
      }
    // "And how many?", after a listing or a count.
    let isBareCount =
      !saysInAll && has(.howMany) && filters.isEmpty && group == nil
      && items.allSatisfy { $0.isNoise || $0.isMark || [.howMany, .and].contains($0.term) }
    guard isBareCount || words.contains(where: points.contains),
      isBareCount || !opensWithThere
        || words.contains(where: points.subtracting(["there"]).contains)
    else { return }
    if UnclearPronoun.tellsSome(previous), !isBareCount {
      let word = words.first(where: points.contains) ?? "them"
      throw QuestionFault("it is not clear what \"\(word)\" stands for: name it")
    }
    // "What do they earn on average", after a question about one person.
    if previous.subject?.row != nil, items.contains(where: \.isFigure),
      let word = words.first(where: { Pronoun($0) == .plural })
    {
      throw QuestionFault("it is not clear what \"\(word)\" stands for: name it")
    }
    let columns = Set(filters.map(\.column))
    keepsRows = filters.isEmpty
    filters = previous.filters.filter { !columns.contains($0.column) } + filters
  }

  /// "And of those in IT?", "only for women", "and by team?", "and the fee?": the previous question
  /// for other rows, groups or columns.
  mutating func goingOn() throws(QuestionFault) -> Question? {
    guard var wish = previous?.wish, let previous, previous.canGoOn, opensSo, isBare else {
      return nil
    }
    let columns = freeColumns
    guard !filters.isEmpty || group != nil || !columns.isEmpty else { return nil }
    // "Only those above 20", for totals.
    if previous.group != nil, case .figures(_, let measured) = wish,
      filters.contains(where: { filter in
        if case .compares = filter.test { measured.contains(filter.column) } else { false }
      })
    {
      throw QuestionFault("conditions on what was worked out of groups are not understood")
    }
    if case .conversion(let format, var rows) = wish, group != nil || !columns.isEmpty {
      // "Only name and age", for the previous conversion.
      guard group == nil, ["only", "just"].contains(foldedWords.first),
        columns.count > 1 || affirmative(of: columns[0]) == nil
      else { return nil }
      useColumns()
      rows.columns = columns
      wish = .conversion(format, rows)
    }
    switch wish {
    case .figures(let figures, _) where !columns.isEmpty:
      if let wrong = columns.first(where: { !isNumeric($0) }) {
        throw notNumeric(wrong, figure: figures[0])
      }
      useColumns()
      wish = .figures(figures, columns: columns)
    case .chart(let kind, let x, let y, let figure)
    where group == nil && !y.isEmpty && !columns.isEmpty:
      if let wrong = columns.first(where: { !isNumeric($0) }) {
        throw notNumeric(wrong, figure: figure ?? .sum)
      }
      useColumns()
      wish = .chart(kind, x: x, y: columns, figure: figure)
    case .chart(let kind, _, let y, let figure) where group != nil:
      wish = .chart(kind, x: group, y: y, figure: figure)
      group = nil
    case .share(let base, let column):
      let others = Set(filters.map(\.column))
      wish = .share(of: base.filter { !others.contains($0.column) } + filters, column: column)
    default: break
    }
    markUsed(.and, .rows, .asks, .persons)
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

  /// "Highest first", "sort them from largest to smallest": the previous listing in another order.
  mutating func takeEarlierOrder() throws(QuestionFault) -> Question? {
    guard let previous, filters.isEmpty, group == nil, freeColumns.isEmpty,
      has(.ascending) != has(.descending)
    else { return nil }
    let plain = ["it", "that", "this", "them", "these", "those", "same", "list"]
    let isBare = items.allSatisfy { item in
      let word = item.raw.lowercased()
      return item.isNoise || item.isMark
        || [.ascending, .descending, .sort, .and, .rows, .list].contains(item.term)
          && word != "reverse"
        || plain.contains(word)
    }
    guard isBare else { return nil }
    var isDescending = has(.descending)
    // The oldest has the earliest date.
    if case .rows(_, let order?) = previous.wish, data[order.column].kind == .date,
      items.contains(where: { ["oldest first", "youngest first"].contains($0.raw.lowercased()) })
    {
      isDescending.toggle()
    }
    guard
      let question = previous.ordered(
        isDescending: isDescending, asking: QuestionItem.text(items))
    else {
      throw QuestionFault("what was asked before has no order: say by which column")
    }
    return question
  }

  private static let fillers: Set<String> = ["same", "how", "again"]

  /// Whether the first words refer to the previous question.
  var opensSo: Bool {
    let words = foldedWords
    let openings = [
      "and", "only", "but", "just", "for", "in", "now", "same", "then", "with", "of", "among",
      "per", "by",
      "without", "not", "excluding", "except", "leaving", "minus",
    ]
    return words.first.map(openings.contains) ?? false || words.starts(with: ["what", "about"])
      || words.starts(with: ["how", "about"])
  }

  /// Whether the clause has nothing but conditions, groups and columns.
  private var isBare: Bool {
    items.indices.allSatisfy { index in
      let item = items[index]
      if used[index] || item.column != nil { return true }
      // "And who is in Rome?" is a new question.
      return [.and, .condition, .rows, .equals].contains(item.term)
        || item.term == .asks && item.raw.lowercased() == "what"
        || item.term == .persons && isOfPeople
        || Self.fillers.contains(item.raw.lowercased())
    }
  }

  /// "Top 2", of groups whose figures the previous question asked for.
  mutating func takeEarlierTop(_ place: Int) -> Question.Wish? {
    guard let previous, [.top, .bottom].contains(items[place].term), let key = previous.group,
      case .figures(let figures, let columns) = previous.wish, figures.count == 1,
      columns.count == 1, filters.isEmpty, group == nil,
      let number = neighbour(after: place),
      let count = items[number].number.flatMap(Int.init(exactly:)), (1...1000).contains(count),
      items.indices.allSatisfy({ index in
        index == place || index == number || items[index].isNoise || items[index].isMark
          || [.and, .condition, .rows].contains(items[index].term)
      })
    else { return nil }
    let isMost = items[place].term == .top
    used = used.map { _ in true }
    filters = previous.filters
    return .extreme(
      value: columns[0], label: key, isMost: isMost, figure: figures[0], count: count)
  }

  /// "And the third lowest?", "which of these is highest?": of the values that were compared
  /// before, or computed for groups.
  mutating func takeEarlierExtreme(_ place: Int) throws(QuestionFault) -> Question.Wish? {
    guard let previous, case .extreme(let isMost, []) = items[place].term,
      filters.isEmpty || keepsRows, group == nil
    else { return nil }
    let points = items.contains { ["them", "these", "those"].contains($0.raw.lowercased()) }
    // "Which of them has the highest cost": by the same figure.
    let columns = freeColumns.filter { previous.group != .column($0) }
    let isBare = items.indices.allSatisfy { index in
      if case .ordinal = items[index].term { return true }
      if let column = items[index].column, previous.group == .column(column) { return true }
      return index == place || items[index].isNoise || items[index].isMark
        || [.and, .condition].contains(items[index].term)
        || items[index].term == .asks
          && ["what", "which", "who"].contains(items[index].raw.lowercased())
        || points && columns.count == 1 && items[index].column == columns[0]
    }
    guard isBare else { return nil }
    let asks = items.contains { $0.term == .asks && $0.raw.lowercased() == "who" }
    let wish: Question.Wish
    switch previous.wish {
    case .extreme(let value, let label, _, let figure, _)
    where columns.isEmpty && (!asks || label != nil):
      wish = .extreme(value: value, label: label, isMost: isMost, figure: figure, count: nil)
      group = previous.group
    case .crowd(let label, _, _) where columns.isEmpty && !asks:
      wish = .crowd(label: label, isMost: isMost, count: nil)
    case .figures(let figures, let earlier)
    where previous.group == nil && columns.isEmpty && !asks
      && (figures == [.maximum] || figures == [.minimum]):
      wish = .figures([isMost ? .maximum : .minimum], columns: earlier)
    case .figures(let figures, let earlier):
      guard let key = previous.group, let figure = figures.first else { return nil }
      if asks {
        guard case .column(let column) = key, isPersons(column) else { return nil }
      }
      guard figures.count == 1, earlier.count == 1, previous.isAlone, !previous.isDifference else {
        throw QuestionFault(
          "it is not clear of which figure the \(items[place].raw) is wanted: name it")
      }
      let value = columns.first ?? earlier[0]
      if !isNumeric(value) { throw notNumeric(value, figure: figure) }
      wish = .extreme(value: value, label: key, isMost: isMost, figure: figure, count: nil)
    case .countRows where columns.isEmpty:
      guard let key = previous.group else { return nil }
      wish = .crowd(label: key, isMost: isMost, count: nil)
    default: return nil
    }
    if let before = neighbour(before: place), case .ordinal(let ordinal) = items[before].term {
      rank = ordinal
    }
    used = used.map { _ in true }
    filters = previous.filters
    return wish
  }

  /// "Convert that to JSON", for the previously listed rows.
  mutating func takeEarlierRows() throws(QuestionFault) -> ConvertedRows {
    guard let previous else {
      try refuseLostList()
      return ConvertedRows()
    }
    if let rows = earlierConversion() { return rows }
    if previous.limit != nil {
      throw QuestionFault("the first rows as they stand are not converted: say by which column")
    }
    guard case .rows(let columns, let order) = previous.wish else { return ConvertedRows() }
    // A listing with only names stands for whole rows.
    let isWhole = columns.isEmpty || columns == [defaultLabel]
    let points = items.contains {
      ["it", "that", "them", "those", "these", "result", "list"].contains($0.raw.lowercased())
    }
    guard isWhole || points else { return ConvertedRows() }
    guard columns.allSatisfy({ $0 < given }), order.map({ $0.column < given }) ?? true else {
      throw QuestionFault("only columns of the table are converted, and not what was worked out")
    }
    let replaced = Set(filters.map(\.column))
    filters = previous.filters.filter { !replaced.contains($0.column) } + filters
    return ConvertedRows(order: order, columns: isWhole ? [] : columns)
  }

  /// "Convert that list", if the preceding wish went to another step.
  private func refuseLostList() throws(QuestionFault) {
    let words = items.map { $0.raw.lowercased() }
    let lost = zip(words, words.dropFirst()).first { before, noun in
      before == "that" && ["list", "selection", "answer"].contains(noun) || noun == "result"
    }
    guard let lost else { return }
    throw QuestionFault(
      "it is not clear what \"\(lost.0) \(lost.1)\" stands for: say which rows are to be converted")
  }

  /// The column whose values the previous question asked for.
  var earlierSubject: Int? {
    switch previous?.wish {
    case .values(let columns), .countDifferent(let columns): columns.count == 1 ? columns[0] : nil
    default: nil
    }
  }

  /// "And the mean instead?": removes the last word if the previous question asked for figures.
  mutating func takeInstead() {
    switch previous?.wish {
    case .figures, .extreme(_, .some, _, .some, _): break
    default: return
    }
    guard let last = items.lastIndex(where: { !$0.isMark }), items[last].isUnknown,
      items[last].raw.lowercased() == "instead"
    else { return }
    saysInstead = true
    used[last] = true
    items[last] = items[last].meaning(.term(.noise))
  }

  /// "And the mean instead?" after "which town has the highest total": for compared groups.
  mutating func takeEarlierFigure(_ figures: [Figure]) -> Question.Wish? {
    guard saysInstead, figures.count == 1, filters.isEmpty || keepsRows, group == nil, let previous,
      case .extreme(let value, .some(let label), let isMost, .some, let count) = previous.wish
    else { return nil }
    (filters, rank) = (previous.filters, previous.rank)
    return .extreme(value: value, label: label, isMost: isMost, figure: figures[0], count: count)
  }

  /// The columns of the previous question, if this one continues it: "and the maximum?".
  mutating func earlierColumns() -> [Int] {
    guard let previous, case .figures(_, let columns) = previous.wish else { return [] }
    if filters.isEmpty { filters = previous.filters }
    group = group ?? previous.group
    return columns
  }
}
