extension ClauseReader {
  /// What the clause asks for; nil if it does not concern a table.
  mutating func takeWish() throws(QuestionFault) -> Question.Wish? {
    if isChart { return try takeChart() }
    if has(.correlation) { return try takeCorrelation() }
    if has(.analyse) || has(.outliers) {
      if !asksBeside { return try takeReport() }
      markUsed(.analyse)
    }
    if has(.missing) { return takeMissingCount() }
    if has(.difference) { return try takeDifference() }
    if has(.share) { return try takeShare() }
    if let common = try takeCommon() { return common }
    // "The average number of units": the number is the column. "How much is a times b in total":
    // the total.
    if has(.countOf) || has(.howMuch), freeColumns.contains(where: isNumeric),
      index(where: { if case .figure = $0 { true } else { false } }) != nil
    {
      markUsed(.countOf, .howMuch)
    }
    if let index = index(where: { $0 == .howMany || $0 == .howMuch || $0 == .countOf }) {
      return try takeCount(index)
    }
    if has(.different) { return try takeDifferent() }
    if let extreme = try takeExtreme() { return extreme }
    if index(where: { if case .figure = $0 { true } else { false } }) != nil {
      return try takeFigures()
    }
    if has(.sort) { return try takeSorted() }
    if has(.columns) {
      markUsed(.columns)
      return .columns
    }
    return try takeRows()
  }

  /// "The correlation between a and b"; without columns, all correlations.
  private mutating func takeCorrelation() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    let columns = freeColumns
    markUsed(.correlation, .and, .between, .by)
    useColumns()
    if columns.isEmpty { return .report }
    if let text = columns.first(where: { !isNumeric($0) }) {
      throw QuestionFault("\(columnName(text)) holds no numbers, so that it has no correlation")
    }
    if columns.count < 2, let index = firstUnknown { throw QuestionFault(unknown(items[index])) }
    guard columns.count > 1 else {
      throw QuestionFault("a correlation takes two columns of numbers")
    }
    return .correlation(columns)
  }

  private mutating func takeMissingCount() -> Question.Wish {
    let columns = freeColumns
    useColumns()
    markUsed(.missing, .howMany, .countOf, .rows, .columns, .and)
    return .missing(columns)
  }

  /// "The difference between the highest and the lowest temperature".
  private mutating func takeDifference() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    if let wish = takeContrast() { return wish }
    var ends: Set<Bool> = []
    var implied: Set<Int> = []
    for index in items.indices where !used[index] {
      switch items[index].term {
      case .extreme(let isMost, let columns):
        ends.insert(isMost)
        if !columns.isEmpty {
          implied.formUnion(ColumnNames(data.map(\.name)).speaking(of: columns).filter(isNumeric))
        }
      case .figure(.maximum): ends.insert(true)
      case .figure(.minimum): ends.insert(false)
      case .difference, .between, .and: break
      default: continue
      }
      used[index] = true
    }
    // "The most expensive and the cheapest item".
    if implied.count == 1, !freeColumns.contains(where: isNumeric) {
      useColumns()
      markUsed(.rows, .persons)
      if ends.count == 2 { return .figures([.range], columns: Array(implied)) }
    }
    let columns = freeColumns
    useColumns()
    guard ends.count == 2, implied.isEmpty, columns.count == 1 else {
      throw QuestionFault(
        "differences are worked out between the highest and the lowest value of one column")
    }
    if !isNumeric(columns[0]) { throw notNumeric(columns[0], figure: .range) }
    return .figures([.range], columns: columns)
  }

  /// "The difference in average salary between a and b", for values of one column.
  private mutating func takeContrast() -> Question.Wish? {
    let pair = filters.first { filter in
      if case .isOne(let values, _) = filter.test {
        values.count == 2 && !filter.isNot
      } else {
        false
      }
    }
    let figures = items.compactMap { item -> Figure? in
      if case .figure(let figure) = item.term { figure } else { nil }
    }
    guard let pair, figures.count < 2, group == nil, freeColumns.count == 1,
      let column = freeColumns.first, isNumeric(column)
    else { return nil }
    if figures.isEmpty {
      // Each has one row.
      guard case .isOne(let values, _) = pair.test else { return nil }
      let counts = values.map { value in
        data[pair.column].cells.count { $0.map { FoldedText.of($0) == value } ?? false }
      }
      guard counts == [1, 1], filters.count == 1 else { return nil }
    }
    markUsed(.difference, .between, .and, .figure(figures.first ?? .sum), .versus)
    useColumns()
    group = .column(pair.column)
    isDifference = true
    return .figures(figures.isEmpty ? [.sum] : figures, columns: [column])
  }

  private mutating func takeCommon() throws(QuestionFault) -> Question.Wish? {
    guard let index = index(where: { if case .common = $0 { true } else { false } }),
      case .common(let isMost) = items[index].term
    else { return nil }
    try refuseUnclear()
    let columns = freeColumns
    if asksForWho, let column = columns.first, !isPersons(column), column != defaultLabel {
      throw QuestionFault("it is not clear who is meant: ask for the most or least of a column")
    }
    guard let column = columns.first, columns.count == 1 else {
      throw QuestionFault(
        "it is not clear of which column the most common value is wanted; the columns are \(columnList)"
      )
    }
    let count = takeNumber()
    markUsed(.common(isMost: isMost), .top)
    useColumns()
    return .common(column, isMost: isMost, count: count ?? 1)
  }

  /// The number of wanted results.
  mutating func takeNumber() -> Int? {
    guard let index = items.indices.first(where: { !used[$0] && items[$0].number != nil }),
      !items.indices.contains(index + 1)
        || !["%", "percent"].contains(items[index + 1].raw.lowercased()),
      let number = items[index].number, number == number.rounded(), (1...1000).contains(number)
    else { return nil }
    used[index] = true
    return Int(number)
  }

  /// "How many different cities", "the distinct values of city".
  private mutating func takeDifferent() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    let columns = freeColumns
    markUsed(.different, .rows, .and)
    useColumns()
    guard !columns.isEmpty else {
      throw QuestionFault(
        "it is not clear of which column the values are wanted; the columns are \(columnList)")
    }
    return .values(columns)
  }

  /// "The average and the median of age and salary".
  private mutating func takeFigures() throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    var figures: [Figure] = []
    for item in items {
      if case .figure(let figure) = item.term, !figures.contains(figure) { figures.append(figure) }
    }
    for figure in figures { markUsed(.figure(figure)) }
    // "The average of both combined" does not add them up.
    if figures.count > 1,
      items.allSatisfy({
        $0.term != .figure(.sum)
          || ["combined", "overall", "altogether"].contains($0.raw.lowercased())
      })
    {
      figures.removeAll { $0 == .sum }
    }
    if let product = try takeProduct(figures) { return product }
    try refuseColumnsApart()
    markUsed(.and)
    let free = freeColumns
    let columns = free + takeImplied().filter { !free.contains($0) }
    useColumns()
    guard !columns.isEmpty else {
      if let unknown = items.indices.first(where: { !used[$0] && items[$0].isUnknown }) {
        throw QuestionFault(self.unknown(items[unknown]))
      }
      if has(.columns), (0..<given).contains(where: isNumeric) {
        markUsed(.columns)
        return .figures(figures, columns: (0..<given).filter(isNumeric))
      }
      if let wish = takeEarlierFigure(figures) { return wish }
      if let wish = takeTotalOfRows(figures) { return wish }
      if saysInstead, case .extreme = previous?.wish {
        throw QuestionFault("what is wanted instead was not understood")
      }
      let earlier = earlierColumns()
      guard earlier.isEmpty else {
        markUsed(.rows)
        return .figures(figures, columns: earlier)
      }
      // "The total of the open orders", for a table with a column of that name.
      let called = measures.filter {
        figures.count == 1 && FoldedText.of(columnName($0)) == figures[0].name
      }
      if called.count == 1 {
        markUsed(.rows)
        return .figures(figures, columns: called)
      }
      // "What is the total": of the only numbers.
      let numeric = measures
      guard numeric.count == 1, !has(.rows) || saysOnlyRows else {
        throw QuestionFault(
          "it is not clear of which column the \(figures[0].name) is wanted; the columns are \(columnList)"
        )
      }
      markUsed(.rows)
      notes.append("\(columnName(numeric[0])) was taken")
      return .figures(figures, columns: numeric)
    }
    if figures.contains(.sum) { try refuseSumsOfScales() }
    if given > 1, figures.contains(where: { [.sum, .mean].contains($0) }),
      let running = columns.first(where: { $0 < given && data[$0].isRunning(isFirst: $0 == 0) })
    {
      throw QuestionFault(
        "\(columnName(running)) only counts the rows; the columns are \(columnList)")
    }
    if figures.contains(where: { [.sum, .mean].contains($0) }) {
      // The value of a stock is not its quantity.
      if let index = items.indices.dropFirst().first(where: {
        items[$0].raw.lowercased() == "value" && items[$0 - 1].column != nil
      }) {
        throw QuestionFault(
          "\"\(QuestionItem.text(Array(items[(index - 1)...index])))\" is not a column; the columns are \(columnList)"
        )
      }
    }
    if let wrong = columns.first(where: { !isNumeric($0) }) {
      let dates =
        data[wrong].kind == .date
        && figures.allSatisfy { [.minimum, .maximum, .range].contains($0) }
      guard dates else { throw notNumeric(wrong, figure: figures[0]) }
    }
    markUsed(.rows)
    if let wish = try takeRowFigure(of: figures, columns: columns) { return wish }
    return .figures(figures, columns: columns)
  }

  /// "Total pupils", for a table of pupils: their number.
  private mutating func takeTotalOfRows(_ figures: [Figure]) -> Question.Wish? {
    guard figures == [.sum],
      let figure = items.firstIndex(where: {
        $0.term == .figure(.sum) && $0.raw.lowercased() == "total"
      }),
      let noun = items.indices.first(where: { $0 > figure && items[$0].term != .not }),
      items[noun].term == .rows || items[noun].term == .persons && isOfPeople,
      RowNouns.isPlural(items[noun].raw) || items[noun].term == .persons,
      nouns.contains(items[noun].raw) || items[noun].term == .persons,
      // These words may also refer to amounts.
      !["sales", "payments", "purchases", "expenses"].contains(items[noun].raw.lowercased()),
      !measures.contains(where: { FoldedText.of(columnName($0)) == "total" })
    else { return nil }
    markUsed(.rows, .persons)
    return .countRows
  }

  /// "The weight of all parts in stock" does not ask for a weight and a stock.
  private func refuseColumnsApart() throws(QuestionFault) {
    let named = items.indices.filter { !used[$0] && items[$0].column != nil }
    for (first, second) in zip(named, named.dropFirst()) {
      let between = items[(first + 1)..<second]
      let joins = between.contains {
        [.and, .versus, .or].contains($0.term) || $0.isFigure || $0.raw == ","
      }
      guard joins || between.isEmpty else {
        throw QuestionFault("what is wanted of the column \(items[second].raw) was not understood")
      }
    }
  }

  /// Whether the nouns for rows are only words like "values", which can't be counted like orders or
  /// sales.
  private var saysOnlyRows: Bool {
    items.allSatisfy { $0.term != .rows || QuestionLexicon.plainRows.contains($0.raw.lowercased()) }
  }

  /// "The total price" of unit prices is meaningless.
  func refuseSumsOfScales() throws(QuestionFault) {
    let names = ColumnNames(data.map(\.name))
    for item in items {
      guard let column = item.column,
        names.leavesOutScale(FoldedText.words(FoldedText.of(item.raw)), column: column)
      else { continue }
      throw QuestionFault(
        "\"\(CellText.cut(item.raw, to: 60))\" is not a column to add up, and \(columnName(column)) is of one piece each; the columns are \(columnList)"
      )
    }
  }

  func notNumeric(_ column: Int, figure: Figure) -> QuestionFault {
    let kind =
      switch data[column].kind {
      case .identifier: "identifiers"
      case .date: "dates"
      case .boolean: "true and false"
      case .empty: "nothing"
      default: "texts"
      }
    return QuestionFault(
      "\(columnName(column)) holds \(kind) and no numbers, so that it has no \(figure.name) value")
  }

  var firstUnknown: Int? {
    items.indices.first { !used[$0] && items[$0].isUnknown }
  }

  /// The column that identifies rows for a reader: the first text column with unique values, else
  /// the first column that does not hold numbers.
  var defaultLabel: Int? {
    let named = data.indices.filter { [.text, .date, .identifier].contains(data[$0].kind) }
    return named.first { column in
      let cells = data[column].cells.compactMap { $0 }
      return data[column].kind == .text && cells.count == data[column].cells.count
        && Set(cells.map(TextKey.init)).count == cells.count
    } ?? named.first
  }
}
