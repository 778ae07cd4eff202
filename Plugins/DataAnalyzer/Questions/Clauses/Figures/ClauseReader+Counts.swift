extension ClauseReader {
  /// "How many people are older than 30", "the number of different cities", "how much rain".
  mutating func takeCount(_ index: Int) throws(QuestionFault) -> Question.Wish {
    try refuseUnclear()
    used[index] = true
    if has(.columns) {
      markUsed(.columns)
      return .columns
    }
    let isDifferent = has(.different)
    let isHowMany = items[index].term != .howMuch
    markUsed(.different, .howMany, .countOf, .howMuch)
    // The counted things are not measured, whatever they earn.
    let implied = items[index].term == .howMany && has(.persons) ? [] : takeImplied()
    let free = freeColumns
    var columns = free + implied.filter { !free.contains($0) }
    if isHowMany, let column = columns.first(where: { data[$0].kind == .boolean }) {
      // "How many passed".
      columns.removeAll { $0 == column }
      filters.append(RowFilter(column: column, test: .isOne(["true"], shown: ["true"])))
    }
    useColumns()
    // "More than 10 mm of rain" names its column twice.
    if isHowMany, columns.count > 1 {
      columns.removeAll { column in filters.contains { $0.column == column } }
    }
    if columns.count == 1, !isDifferent, isHowMany, countsRows(index) {
      if try takeEvent(columns[0]) {
        columns = []
      } else {
        throw QuestionFault(
          "what is wanted of the column \(columnName(columns[0])) was not understood")
      }
    }
    guard columns.count < 2 else {
      throw QuestionFault(
        "it is not clear what is to be counted: \(columns.map(columnName).joined(separator: " or "))"
      )
    }
    if let column = columns.first {
      markUsed(.rows)
      guard isHowMany || isNumeric(column) else {
        throw QuestionFault("\(columnName(column)) holds no numbers that could be added up")
      }
      return try counted(column, isDifferent: isDifferent)
    }
    if let wish = takePiecesOfEach(index) { return wish }
    let hasNoun = has(.rows) || has(.persons)
    markUsed(.rows)
    if has(.persons) { return try takePersons() }
    // "How many apples": rows, or pieces if a column counts them.
    if !hasNoun, group == nil, let next = neighbour(after: index),
      case .value = items[next].meaning
    {
      let pieces = self.columns(speakingOf: ["unit", "quantity", "sold", "count", "piece", "stock"])
      if pieces.count == 1 { return .figures([.count, .sum], columns: pieces) }
    }
    if !isHowMany, !hasNoun {
      // "How much is the tea": its price.
      let prices = self.columns(speakingOf: ["price", "cost"])
      if let unknown = firstUnknown { throw QuestionFault(self.unknown(items[unknown])) }
      guard prices.count == 1, !filters.isEmpty, group == nil else {
        throw QuestionFault(
          "it is not clear of what \"\(items[index].raw)\" is asked; the columns are \(columnList)")
      }
      return .rows(columns: prices, order: nil)
    }
    return .countRows
  }

  /// Whether a noun for the rows directly follows "how many".
  private func countsRows(_ index: Int) -> Bool {
    for item in items[(index + 1)...] {
      switch item.meaning {
      case .term(.persons): return true
      case .term(.rows): return !["value", "values"].contains(item.raw.lowercased())
      case .term(.noise), .term(.and), .term(.or), .value, .mark: continue
      default: return false
      }
    }
    return false
  }

  /// "How many were closed", if closing dates are missing in some rows: the rows that have one.
  private mutating func takeEvent(_ column: Int) throws(QuestionFault) -> Bool {
    guard data[column].kind == .date, data[column].missing > 0,
      let index = items.firstIndex(where: { $0.column == column }), index > 0,
      let last = FoldedText.words(FoldedText.of(items[index].raw)).last,
      last.hasSuffix("ed") || QuestionLexicon.participles.contains(last)
    else { return false }
    let before = items[..<index].suffix(3)
    guard
      before.contains(where: {
        $0.isNoise && Self.passives.contains($0.raw.lowercased()) || $0.term == .not
      })
    else { return false }
    let not = items[..<index].lastIndex { $0.term == .not }
    if let not { used[not] = true }
    filters.append(RowFilter(column: column, test: .isMissing, isNot: not == nil))
    return true
  }

  private static let passives: Set<String> = ["is", "are", "was", "were", "been", "be"]

  private mutating func counted(
    _ column: Int, isDifferent: Bool
  ) throws(QuestionFault) -> Question.Wish {
    // Floors and years are counted, never added up.
    guard isNumeric(column), !isDifferent,
      !data[column].isMeasure && !isScale(column) || !filters.isEmpty
    else {
      try refuseNotOfNames(column)
      return .countDifferent([column])
    }
    markUsed(.figure(.sum))
    try refuseSumsOfScales()
    if !filters.isEmpty, group == nil, data[column].isMeasure || subject?.row != nil {
      return .rows(columns: [column], order: nil)
    }
    notes.append("The total of \(columnName(column)) was taken")
    return .figures([.sum], columns: [column])
  }

  /// "How many people": rows, or a column that counts people.
  private mutating func takePersons() throws(QuestionFault) -> Question.Wish {
    let nouns = items.filter { $0.term == .persons }.map {
      FoldedText.singular($0.raw.lowercased())
    }
    markUsed(.persons)
    // Customers are not visitors or new customers.
    if let noun = nouns.first(where: { !Self.anybody.contains($0) }),
      let own = data.indices.first(where: {
        isNumeric($0)
          && FoldedText.words(FoldedText.of(columnName($0))).map(FoldedText.singular).contains(noun)
      })
    {
      throw QuestionFault(
        "\"\(noun)\" may be \(columnName(own)), or the rows: say which; the columns are \(columnList)"
      )
    }
    let isAnybody = nouns.allSatisfy(Self.anybody.contains)
    let words = ["population", "inhabitant", "people", "visitor", "attendance", "headcount"]
    let counts = isAnybody ? self.columns(speakingOf: words) : []
    if counts.count == 1 {
      notes.append("The total of \(columnName(counts[0])) was taken")
      return .figures([.sum], columns: counts)
    }
    guard isOfPeople else {
      throw QuestionFault(
        "nothing in the table says that its rows are people; the columns are \(columnList)")
    }
    return .countRows
  }

  /// Whether its numbers only label the rows that belong together.
  func isScale(_ column: Int) -> Bool {
    !ColumnNames([data[column].name]).speaking(of: Self.scales).isEmpty
  }

  private static let scales = [
    "floor", "level", "year", "class", "season", "round", "version", "rank", "position", "zone",
    "stage",
    "phase", "step", "page", "chapter", "code", "group", "line", "star", "section", "aisle", "gate",
  ]

  private static let anybody: Set<String> = [
    "person", "people", "everybody", "everyone", "someone", "anyone", "visitor", "guest",
  ]

  /// The columns of numbers whose names contain one of these words.
  private func columns(speakingOf words: [String]) -> [Int] {
    ColumnNames(data.map(\.name)).speaking(of: words).filter(isNumeric)
  }

  /// Whether the columns show that the rows are people.
  var isOfPeople: Bool {
    let names = ColumnNames(data.map(\.name))
    let said = [
      "name", "age", "gender", "sex", "salary", "email", "income", "surname", "hired", "grade",
    ]
    if !names.speaking(of: said).isEmpty { return true }
    // A number of customers is not a customer.
    return names.speaking(of: [
      "person", "employee", "customer", "user", "student", "member", "patient", "player",
      "passenger",
    ]).contains { !isNumeric($0) || ColumnNames.isLabel(data[$0]) }
  }

  /// The columns that a verb implies: "earn", "how old".
  mutating func takeImplied() -> [Int] {
    let names = ColumnNames(data.map(\.name))
    var found: [Int] = []
    for index in items.indices where !used[index] {
      guard case .implied(let words) = items[index].term else { continue }
      let columns = names.speaking(of: words).filter(isNumeric)
      guard columns.count == 1 else { continue }
      used[index] = true
      found += columns
    }
    return found
  }
}
