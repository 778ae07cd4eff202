extension ClauseReader {
  /// "A bar chart of sales by region", "plot temperature over time", "scatter a against b".
  mutating func takeChart() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    if let index = index(where: { $0 == .otherChart }) {
      throw QuestionFault(
        "a \(items[index].raw.lowercased()) can't be drawn here: there are bar, line, pie and scatter charts and histograms"
      )
    }
    var kind: ChartKind?
    for item in items {
      guard case .chart(let found) = item.term else { continue }
      if let kind, kind != found {
        throw QuestionFault("one chart of each kind is drawn: ask for them one after the other")
      }
      kind = found
    }
    for kind in [ChartKind.bar, .line, .scatter, .histogram, .pie] { use(.chart(kind)) }
    let figure = takeChartFigure()
    use(.plot, .convert, .persons)
    var columns: [Int] = []
    var against: Int?
    for index in items.indices where !used[index] {
      if [.by, .per, .versus].contains(items[index].term) {
        against = against ?? columns.count
      }
      if let column = items[index].column, !columns.contains(column) { columns.append(column) }
    }
    if columns.isEmpty,
      let unknown = items.indices.first(where: { !used[$0] && items[$0].isUnknown })
    {
      throw QuestionFault(self.unknown(items[unknown]))
    }
    let isCount = has(.countOf) || has(.howMany)
    use(.by, .per, .versus, .and, .countOf, .howMany, .rows, .columns, .between, .analyse)
    useColumns()
    var x = group
    group = nil
    if x == nil, let against, against < columns.count, against > 0 {
      x = .column(columns.remove(at: against))
    }
    if isCount, x == nil, let column = columns.first {
      return .chart(kind ?? .bar, x: .column(column), y: [], figure: nil)
    }
    return .chart(kind, x: x, y: columns, figure: figure)
  }

  private mutating func takeChartFigure() -> Figure? {
    for index in items.indices where !used[index] {
      if case .figure(let figure) = items[index].term {
        used[index] = true
        return figure
      }
    }
    return nil
  }

  /// "Convert it to JSON", "as a Markdown table"; nil where no form is named as a goal.
  /// - Throws: for a form that there is not.
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
      // What stands right before it, over "a" and "the".
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
      // "Make a Markdown table of this CSV": another form than the one it has.
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
    var order = try takeEarlierRows()
    if has(.sort), case .rows(_, let found) = try takeSorted() { order = found }
    if let rest = items.indices.first(where: { !used[$0] && !items[$0].isMark }) {
      throw QuestionFault(unknown(items[rest]))
    }
    return .conversion(format, order: order)
  }

  /// "As CSV", behind totals: they are no rows of the table.
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

  /// "JSON and XML": what can't be made is not left out.
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
