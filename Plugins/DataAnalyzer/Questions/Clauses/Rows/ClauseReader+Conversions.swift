/// Conversions of tables to another format.
extension ClauseReader {
  /// "Convert it to JSON", "as a Markdown table"; nil if no target format is named.
  /// - Throws: For an unsupported format.
  mutating func takeConversion() throws(QuestionFault) -> Question.Wish? {
    let verb = index { $0 == .convert }
    let asksForFigures = items.contains { item in
      switch item.term {
      case .figure, .howMany, .howMuch, .extreme, .correlation, .plot, .chart, .otherChart, .common,
        .analyse:
        true
      default: false
      }
    }
    var goal: Int?
    for index in items.indices {
      let isFormat =
        if case .format = items[index].term { true } else { items[index].term == .otherFormat }
      guard isFormat else { continue }
      // The preceding word, skipping "a" and "the".
      let before = items[..<index].last {
        !["a", "an", "the", "some", "valid", "plain"].contains($0.raw.lowercased())
      }
      let words = FoldedText.words(FoldedText.of(before?.raw ?? ""))
      let isGoal =
        words.contains { ["to", "into", "as"].contains($0) } || words.contains("in") && verb != nil
      if isGoal {
        if let goal, items[goal].term != items[index].term {
          throw QuestionFault("a table is converted to one form at a time")
        }
        goal = index
      }
    }
    if goal == nil, verb != nil {
      // "Make a Markdown table of this CSV": the target is the format that the table does not have.
      goal = items.indices.first { index in
        guard case .format(let format) = items[index].term else {
          return items[index].term == .otherFormat
        }
        return !isSource(format)
      }
      if goal == nil, items.contains(where: { if case .format = $0.term { true } else { false } }),
        !asksForFigures
      {
        throw QuestionFault(
          "it was not said into what the table is to be converted: CSV, TSV, JSON, JSON lines and Markdown are possible"
        )
      }
    }
    guard let goal, !asksForFigures else { return nil }
    guard case .format(let format) = items[goal].term else {
      throw QuestionFault(
        "the table can't be converted to \(items[goal].raw): CSV, TSV, JSON, JSON lines and Markdown are possible"
      )
    }
    try refuseOtherForms(than: goal)
    for index in items.indices {
      switch items[index].term {
      case .format, .otherFormat, .convert, .list, .asks, .and, .rows, .condition:
        used[index] = true
      case .persons where isOfPeople: used[index] = true
      default: break
      }
    }
    try takeFilters()
    try refuseWorkedOut()
    var rows = try takeEarlierRows()
    try takeOnlyColumns(&rows)
    if has(.top) || has(.bottom) {
      try takeFirstRows(&rows)
    } else if has(.sort), case .rows(let wanted, let found) = try takeSorted() {
      rows.order = found
      if !wanted.isEmpty { rows.columns = wanted }
    } else {
      try takeConvertedColumns(&rows)
    }
    if let rest = items.indices.first(where: { !used[$0] && !items[$0].isMark }) {
      throw QuestionFault(unknown(items[rest]))
    }
    return .conversion(format, rows)
  }

  /// "Top 3 by price as JSON".
  private mutating func takeFirstRows(_ rows: inout ConvertedRows) throws(QuestionFault) {
    let free = Set(freeColumns)
    let beside = items.indices.filter { index in
      !used[index] && items[index].column != nil
        && neighbour(before: index).map { items[$0].term == .condition } ?? false
    }
    guard case .extreme(let value, let label, let isMost, nil, let count?) = try takeExtreme(),
      rank == 1, group == nil
    else {
      throw QuestionFault(
        "it is not clear which rows are to be converted: say how many of the first by which column")
    }
    // Adjacent columns may be all that is wanted.
    let others = free.filter { column in
      column != value
        && (label != .column(column) || beside.contains { items[$0].column == column })
    }
    guard others.isEmpty else {
      throw QuestionFault(
        "it is not clear whether other columns than \(others.sorted().map(columnName).joined(separator: ", ")) are wanted: say \"only\" and the columns"
      )
    }
    rows.order = (value, isMost)
    rows.count = count
  }

  /// "Only name and salary", "the name and the salary of the top 3": a list of columns.
  private mutating func takeOnlyColumns(_ rows: inout ConvertedRows) throws(QuestionFault) {
    var start = 0
    while start < items.count {
      let (columns, end) = joinedColumns(from: start)
      defer { start = max(end, start) + 1 }
      guard let first = columns.first else { continue }
      let before = items[..<first].last { !$0.isNoise && $0.term != .columns }
      let beside = items[..<first].suffix(3).map { $0.raw.lowercased() }
      let isOnly = beside.contains { ["only", "just"].contains($0) }
      let isOrder = [.by, .per, .sort].contains(before?.term)
      guard isOnly || columns.count > 1 && (has(.top) || has(.bottom)), !isOrder else { continue }
      let found = columns.compactMap { items[$0].column }
      // Whether a single yes/no column is meant is decided elsewhere.
      if found.count == 1, affirmative(of: found[0]) != nil { continue }
      for place in columns { used[place] = true }
      rows.columns = found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
  }

  /// The columns that are joined by "and" and commas, and where they end.
  private func joinedColumns(from start: Int) -> (columns: [Int], end: Int) {
    var (columns, end) = ([Int](), start)
    for place in items.indices where place >= start {
      if !used[place], let column = items[place].column, column < given {
        columns.append(place)
        end = place
      } else if columns.isEmpty
        || !(items[place].term == .and || items[place].raw == ",")
          && !["the", "a"].contains(items[place].raw.lowercased())
      {
        break
      }
    }
    return (columns, end)
  }

  /// "Only name and salary", "the columns a and b".
  private mutating func takeConvertedColumns(_ rows: inout ConvertedRows) throws(QuestionFault) {
    try refuseUnclear()
    let nouns: Set = ["table", "data", "list", "file", "sheet", "dataset"]
    let named = items.indices.filter { index in
      guard !used[index], items[index].column != nil else { return false }
      // "The salary table" has all its columns.
      let isNoun =
        items.indices.contains(index + 1) && nouns.contains(items[index + 1].raw.lowercased())
      // "The unpaid bills" are rows.
      let isRows =
        items[index].column == 0 && self.nouns.isFirst(items[index].raw)
        && RowNouns.isPlural(items[index].raw) && index > 0
        && (filters.contains { $0.place == index - 1 })
      if isNoun || isRows { used[index] = true }
      return !isNoun && !isRows
    }
    let columns = named.compactMap { items[$0].column }
    guard let first = named.first, let last = named.last else { return }
    // After "per" and "by", columns have another role.
    guard columns.allSatisfy({ $0 < given }),
      items[first...last].allSatisfy({
        $0.column != nil || $0.isNoise || $0.isMark || $0.term == .and || $0.term == .columns
      })
    else { return }
    let isCalled = [first - 1, last + 1].contains { place in
      items.indices.contains(place) && items[place].term == .columns
    }
    if columns.count == 1, !isCalled, affirmative(of: columns[0]) != nil {
      throw QuestionFault(
        "it is not clear whether the column \(columnName(columns[0])) is meant or rows: say \"the \(columnName(columns[0])) column\" or which rows"
      )
    }
    for index in named { used[index] = true }
    markUsed(.columns)
    rows.columns = columns.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// "As CSV", after totals: they are not rows of the table.
  private func refuseWorkedOut() throws(QuestionFault) {
    switch previous?.wish {
    case nil, .rows, .conversion, .report, .columns, .chart: return
    default: break
    }
    let words = Set(foldedWords)
    guard
      words.isDisjoint(with: [
        "table", "data", "file", "everything", "all", "csv's", "rows", "it", "this",
      ])
    else { return }
    throw QuestionFault(
      "only rows of the table are converted, and not what was worked out of them: say \"the table\" if that is meant"
    )
  }

  /// "JSON and XML": reports formats that are not supported instead of ignoring them.
  private func refuseOtherForms(than goal: Int) throws(QuestionFault) {
    for index in items.indices.dropFirst() where index != goal {
      switch items[index].term {
      case .format(let format) where !isSource(format): break
      case .otherFormat: break
      default: continue
      }
      let joint = items[..<index].last { !$0.isNoise }
      if items[index].term != items[goal].term, joint?.term == .and || joint?.raw == "," {
        throw QuestionFault("a table is converted to one form at a time")
      }
    }
  }

  /// "As JSON", "to a CSV file".
  func isGoal(_ index: Int) -> Bool {
    let before = items[..<index].last {
      !["a", "an", "the", "some", "valid", "plain"].contains($0.raw.lowercased())
    }
    return before.map { ["to", "into", "as"].contains($0.raw.lowercased()) } ?? false
  }

  func isSource(_ format: TableFormat) -> Bool {
    switch format {
    case .csv: source == .csv
    case .tsv: source == .tsv
    case .json, .jsonl: source == .json
    case .markdown: source == .markdown
    }
  }
}
