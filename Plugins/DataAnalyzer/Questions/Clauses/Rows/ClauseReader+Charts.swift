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
    for kind in [ChartKind.bar, .line, .scatter, .histogram, .pie] { markUsed(.chart(kind)) }
    let figure = takeChartFigure()
    markUsed(.plot, .convert, .persons)
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
    markUsed(.by, .per, .versus, .and, .countOf, .howMany, .rows, .columns, .between, .analyse)
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
}
