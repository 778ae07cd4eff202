extension ClauseReader {
  /// "Which day had the most visits", "the 3 most expensive products", "top 5 by sales".
  mutating func takeExtreme() throws(QuestionFault) -> Question.Wish? {
    let place = index {
      switch $0 {
      case .extreme, .top, .bottom: true
      default: false
      }
    }
    guard let place, let term = items[place].term else { return nil }
    try refuseUnclearPlace()
    keepConditions(place)
    if let earlier = try takeEarlierExtreme(place) ?? takeEarlierTop(place) { return earlier }
    if let ends = try takeWhenLast(place) { return ends }
    var (isMost, implied) = (term == .top, [String]())
    if case .extreme(let most, let columns) = term { (isMost, implied) = (most, columns) }
    var isRank = term == .top || term == .bottom
    try refuseUnclear()
    try refuseLengthOfTexts(place)
    used[place] = true
    if let before = neighbour(before: place), case .ordinal(let ordinal) = items[before].term {
      used[before] = true
      rank = ordinal
    }
    try refuseRelativeDates(place)
    nameNumbered(after: place)
    // "How old is the youngest".
    for index in items.indices where !implied.isEmpty && items[index].term == .implied(implied) {
      used[index] = true
    }
    var count = takeNumber()
    if rank > 1, isRank || count != nil {
      throw QuestionFault("the place and the number of what is wanted do not go together")
    }
    if let count, isRank, try takeFirstAsTheyStand(place, count: count) {
      return .rows(columns: [], order: nil)
    }
    if try isBest(place, count: count) {
      isRank = count != nil
    } else if isRank, count == nil {
      // "First" and "last" apply only to dates.
      used[place] = false
      let isOfRows = neighbour(after: place).map { items[$0].term == .rows } ?? false
      guard items[place].raw.lowercased() == "first" || items[place].raw.lowercased() == "last",
        freeColumns.contains(where: { data[$0].kind == .date })
          || isOfRows && tellsBeginning && group == nil
            && (!filters.isEmpty || !freeColumns.isEmpty)
      else { throw QuestionFault("how many of the \(items[place].raw) are wanted was not said") }
      used[place] = true
      isMost = items[place].raw.lowercased() == "last"
      if freeColumns.allSatisfy({ data[$0].kind != .date }) {
        (implied, isRank) = (["date"], false)
        notes.append("the \(isMost ? "latest" : "earliest") was taken for the \(items[place].raw)")
      }
    }
    if takeBeside(place) { count = count ?? 1 }
    var label = try takeLabel(implied: implied)
    if case .column(let named) = label { try refuseNobody(named, after: place) }
    var figure = takeFigure()
    if label == nil, group == nil, asksForWho, let persons = try personsColumn() {
      try refuseOthersScores(persons)
      label = .column(persons)
    }
    // "How many cities are there, and which has the most rain".
    if label == nil, group == nil, let earlier = earlierSubject,
      let asks = firstSaid, items[asks].raw.lowercased() == "which", !freeColumns.contains(earlier)
    {
      label = .column(earlier)
    }
    // The most of something that adds up: all visits of a day.
    let adds = ["most", "least", "fewest"].contains(items[place].raw.lowercased())
    if figure == nil, adds, label != nil, group == nil { figure = .sum }
    // For someone with several rows, "most" refers to their total.
    if adds, label == nil, figure == nil, group == nil, count == nil, rank == 1,
      let names = defaultLabel,
      hasTwice(names), data[names].kind == .text, asksForWho
    {
      (label, figure) = (.column(names), .sum)
    }
    if label == nil, !items.contains(where: { $0.raw.lowercased() == "who" }),
      namesFirst || items.contains(where: { $0.term == .rows && nouns.isFirst($0.raw) })
    {
      // Orders are identified by their numbers.
      label = .column(0)
    }
    // "Which came first", if the date is the first column that could identify rows.
    if label == nil, implied == ["date"], group == nil, let date = onlyDates, defaultLabel == date,
      date != 0, !hasTwice(0), !freeColumns.contains(date)
    {
      label = .column(0)
    }
    // "The most delayed train".
    if adds, items.indices.contains(place + 1), case .value = items[place + 1].meaning,
      let noun = neighbour(after: place + 1),
      items[noun].term == .persons || items[noun].column.map({ label == .column($0) }) ?? false
    {
      throw QuestionFault(
        "\"\(QuestionItem.text(Array(items[place...noun])))\" was not understood: say what is counted"
      )
    }
    if let asked = takeAsked(before: place, implied: implied) {
      guard figure == nil || count == nil else {
        throw QuestionFault(
          "figures of the rows that are found by \"\(items[place].raw)\" are not worked out")
      }
      (label, figure) = (.column(asked), nil)
    }
    let value: Int?
    if !implied.isEmpty, let stand = standIn(place, implied: implied, label: label, figure: figure)
    {
      (value, isMost) = (stand.column, stand.isMost)
    } else {
      value = try takeValue(place, implied: implied, label: label, by: isRank)
    }
    if isRank, ["first", "last"].contains(items[place].raw.lowercased()), let value {
      // The last date is the latest; for numbers, "last" is unclear.
      guard data[value].kind == .date else {
        throw QuestionFault(
          "whether \"\(items[place].raw)\" means most or least is not clear: say highest or lowest")
      }
      isMost = items[place].raw.lowercased() == "last"
    }
    if figure == .sum {
      try refuseSumsOfScales()
    } else {
      try refusePeriod(label, implied: implied, figure: figure)
    }
    if adds, implied.isEmpty, let value, data[value].kind == .date {
      throw QuestionFault("\(columnName(value)) holds dates: ask for the latest or earliest")
    }
    if let value { useImplied(by: value) }
    // The listing of several rows has all columns.
    for index in items.indices {
      if let column = items[index].column, column == value || count != nil { used[index] = true }
    }
    markUsed(.by, .asks, .rows, .equals)
    // "Who sells the cheapest product", for a table of products.
    if value != nil, let label, label != .column(0), let noun = neighbour(after: place),
      items[noun].column == 0, !hasTwice(0), figure == nil
    {
      used[noun] = true
    }
    guard let value else {
      markUsed(.persons)
      // "The most items", if each item occurs once: rows.
      if let next = neighbour(after: place), let column = items[next].column, !hasTwice(column) {
        used[next] = true
      }
      guard let label else {
        throw QuestionFault(
          "it is not clear of what the \(items[place].raw) is wanted; the columns are \(columnList)"
        )
      }
      try refuseSales(of: place)
      return .crowd(label: label, isMost: isMost, count: count)
    }
    let asksWho =
      items.contains { ["who", "when", "where", "whom"].contains($0.raw.lowercased()) }
      || has(.persons)
      || items.contains { $0.term == .rows && nouns.contains($0.raw) }
    markUsed(.persons)
    guard label != nil || count != nil || asksWho || !implied.isEmpty || rank > 1 else {
      if let figure {
        throw QuestionFault("it is not clear whose \(figure.name) is compared")
      }
      let dates = data[value].kind == .date
      if group != nil || !dates {
        return .figures([isMost ? .maximum : .minimum], columns: [value])
      }
      return .extreme(value: value, label: nil, isMost: isMost, figure: nil, count: nil)
    }
    if isRank, count != nil, figure == nil, group == nil { figure = try summed(value, by: label) }
    // "The highest total of Q1 to Q4": the total of a row.
    if figure == .sum, value >= given, label == nil { figure = nil }
    if figure != nil, label == nil || group != nil {
      throw QuestionFault("it is not clear whose \(figure?.name ?? "") is compared")
    }
    if figure == nil, case .period(let period, _) = label, group == nil {
      figure = try periodFigure(value, period: period, label: label)
    }
    return .extreme(value: value, label: label, isMost: isMost, figure: figure, count: count)
  }

  /// The requested thing: "which city", "the day with", "top 3 products".
  private mutating func takeLabel(implied: [String]) throws(QuestionFault) -> Question.Key? {
    // Directly after "which", it is the requested column even if it holds numbers.
    for index in items.indices
    where !used[index] && (items[index].term == .asks || items[index].term == .condition) {
      let raw = items[index].raw.lowercased()
      guard raw.hasSuffix("which") || raw.hasSuffix("what"),
        let next = items[(index + 1)...].firstIndex(where: {
          !$0.isNoise || ["is", "was", "are", "were"].contains($0.raw.lowercased())
        }),
        !used[next]
      else { continue }
      // "Which order is the latest" asks for its number.
      if items[next].column.map({ isNumeric($0) && freeColumns.count < 2 }) ?? false,
        !countsRows(after: next), implied != ["date"]
      {
        continue
      }
      if case .term(.period) = items[next].meaning, onlyDates == nil {
        throw QuestionFault(unknown(items[next]))
      }
      if items[next].term == .persons, !isOfPeople { throw QuestionFault(strange(items[next])) }
      if let key = try groupKey(at: next) {
        used[next] = true
        return key
      }
      if items[next].isUnknown { throw QuestionFault(unknown(items[next])) }
    }
    for index in items.indices where !used[index] {
      if let column = items[index].column, !isNumeric(column) {
        let isOnlyDate =
          implied.allSatisfy { $0 == "date" } && data[column].kind == .date
          && freeColumns.count == 1
          && !freeColumns.contains(where: isNumeric)
        if isOnlyDate { continue }
        used[index] = true
        return .column(column)
      }
      if case .period = items[index].term, let key = try? groupKey(at: index) {
        used[index] = true
        return key
      }
    }
    return nil
  }

  /// The figure to compare for a month or weekday: additive values are summed.
  private mutating func periodFigure(
    _ value: Int, period: QuestionTerm.Period, label: Question.Key?
  ) throws(QuestionFault) -> Figure? {
    guard isNumeric(value), let label else { return nil }
    let rows = Array(data[value].cells.indices)
    if RowGroups(rows, by: label, of: data).groups.allSatisfy({ $0.rows.count == 1 }) {
      return .sum
    }
    guard !data[value].isMeasure else {
      throw QuestionFault(
        "a \(period.rawValue) has several values of \(columnName(value)): say whether its average, maximum or minimum is compared"
      )
    }
    notes.append("the totals of each \(period.rawValue) were compared")
    return .sum
  }

  private mutating func takeFigure() -> Figure? {
    for index in items.indices where !used[index] {
      if case .figure(let figure) = items[index].term {
        used[index] = true
        return figure
      }
    }
    return nil
  }

  /// The compared column; nil to count rows.
  private mutating func takeValue(
    _ place: Int, implied: [String], label: Question.Key?, by isRank: Bool
  ) throws(QuestionFault) -> Int? {
    let names = ColumnNames(data.map(\.name))
    let free = freeColumns
    if implied == ["date"] {
      if let column = free.last(where: { data[$0].kind == .date }) ?? onlyDates { return column }
      throw QuestionFault("no column holds dates; the columns are \(columnList)")
    }
    let spoken = implied.isEmpty ? [] : names.speaking(of: implied).filter(isNumeric)
    if spoken.count == 1 { return spoken[0] }
    if let column = free.last(where: isNumeric) { return column }
    if let column = free.last {
      // "Which customer has the most orders": rows are counted, not texts.
      if data[column].kind == .date, implied.isEmpty { return column }
      guard implied.isEmpty else {
        throw QuestionFault("\(columnName(column)) is not what can be the \(items[place].raw)")
      }
      return nil
    }
    if !implied.isEmpty {
      let found = names.speaking(of: implied).filter(isNumeric)
      guard let column = found.first, found.count == 1 else {
        throw QuestionFault(
          found.isEmpty
            ? "no column tells which is the \(items[place].raw); the columns are \(columnList)"
            : "\"\(items[place].raw)\" may be said of several columns (\(found.map(columnName).joined(separator: ", ")))"
        )
      }
      return column
    }
    let verbs = takeImplied()
    if let column = verbs.first {
      if items.contains(where: { $0.raw.lowercased() == "scored" }) {
        notes.append("\(columnName(column)) was compared")
      }
      return column
    }
    if let unknown = items.indices.first(where: { !used[$0] && items[$0].isUnknown }) {
      throw QuestionFault(self.unknown(items[unknown]))
    }
    if has(.rows) || has(.persons) {
      let counts = ["most", "fewest", "least"].contains(items[place].raw.lowercased())
      guard counts || !namesFirst && label.map({ $0 != .column(0) }) ?? false else {
        // "The 3 biggest orders": by the only measured column.
        let numeric = sizeColumns
        guard numeric.count == 1 else {
          throw QuestionFault(
            "it is not clear by which column the \(items[place].raw) is meant; the columns are \(columnList)"
          )
        }
        notes.append("\(columnName(numeric[0])) was compared")
        return numeric[0]
      }
      if items.contains(where: { $0.raw.lowercased() == "sales" }),
        let money = names.speaking(of: ["amount", "revenue", "turnover", "total", "income"]).first(
          where: isNumeric)
      {
        throw QuestionFault(
          "\"sales\" may be the number of rows or the total \(columnName(money)): say which")
      }
      return nil
    }
    let numeric = measures.filter { label != .column($0) }
    guard numeric.count == 1 else {
      throw QuestionFault(
        "it is not clear by which column the \(items[place].raw) is meant; the columns are \(columnList)"
      )
    }
    if asksForDeed
      || asksForWho && label == nil && !isOfPeople
        && !(defaultLabel.map(isPersons) ?? false)
    {
      throw QuestionFault("it is not clear who is meant; the columns are \(columnList)")
    }
    // "Which carrier damaged the most": does not say what.
    if let before = neighbour(before: place), filters.contains(where: { $0.place == before }) {
      throw QuestionFault(
        "it is not clear of what the \(items[place].raw) is meant; the columns are \(columnList)")
    }
    notes.append("\(columnName(numeric[0])) was compared")
    return numeric[0]
  }
}
