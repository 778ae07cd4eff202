/// Reads one wish: its conditions, its grouping, and what it asks for. If a word is left over, the
/// wish was not understood.
struct ClauseReader {
  /// The table's columns, followed by those that the clause computes.
  var data: [DataColumn]
  let source: DataFormat
  /// The number of the table's columns.
  let given: Int
  var items: [QuestionItem]
  var used: [Bool]
  var filters: [RowFilter] = []
  var group: Question.Key?
  var notes: [String] = []
  /// The value for yes in a column, if it was determined.
  var truths: [Int: String?] = [:]
  /// Whether rows are compared with the average of all rows.
  var comparesToFigure = false
  /// 2 for "the second highest".
  var rank = 1
  /// Whether the figures of two groups are to be compared.
  var isDifference = false
  /// Whether a verb asks for the people who do something: "who bakes the most", without an object.
  var asksForDeed = false
  /// Whether another figure replaces the previous one.
  var saysInstead = false
  /// Columns that are to be omitted.
  var leftOut: [Int] = []
  /// Whether the conditions are exactly those of the previous question.
  var keepsRows = false
  /// Whether the request begins with "and".
  var followsAnd = false
  /// "The first 3 rows" in table order; negative for the last rows.
  var limit: Int?
  /// Columns whose values were named separately: "in IT and in HR".
  var apart: Set<Int> = []
  /// Whether a noun stands for the rows that the first column numbers.
  var namesFirst = false
  /// The referent of a word such as "she", and the word.
  var subject: AnswerSubject?
  var pronoun: Pronoun?
  /// As written in the request.
  private let text: String
  let nouns: RowNouns
  /// The previous question.
  let previous: Question?

  init(
    _ items: [QuestionItem], data: [DataColumn], source: DataFormat,
    nouns: RowNouns = RowNouns([], name: nil),
    previous: Question? = nil
  ) {
    self.nouns = nouns
    self.previous = previous
    self.data = data + (previous?.derived ?? [])
    given = data.count
    self.source = source
    self.items = items
    text = QuestionItem.text(items)
    used = items.map { $0.isMark || $0.isNoise }
    decideDoubtful()
    // At the start, "who are" asks and is not a condition.
    if let first = firstSaid, self.items[first].term == .condition,
      ["who are", "which are", "who have"].contains(self.items[first].raw.lowercased())
    {
      self.items[first] = self.items[first].meaning(.term(.asks))
    }
    nameRows()
    nameRunning()
    nameMeasures()
    nameAgents()
    nameDeeds()
    nameJourneys()
    namePlainVerbs()
    // "The price column" is the price.
    for index in self.items.indices where self.items[index].term == .columns {
      let beside = [index - 1, index + 1].filter(self.items.indices.contains)
      if beside.contains(where: { self.items[$0].column != nil }) { used[index] = true }
    }
    notes += self.items.compactMap(\.note)
  }

  /// - Returns: Nil if the clause does not concern a table.
  /// - Throws: The reason if it can't be answered.
  mutating func read() throws(QuestionFault) -> Question? {
    if items.contains(where: { [.rows, .persons].contains($0.term) || $0.column != nil }) {
      try refuseWeekdays()
    }
    guard asksSomething, !isStatement else { return nil }
    try takeLeftOut()
    let isForeign = has(.others)
    if isForeign { markUsed(.others) }
    if let index = index(where: { $0 == .unknownVerb }), index == firstSaid {
      throw QuestionFault("\"\(items[index].raw)\" is not something that is done here")
    }
    if asksForFuture {
      throw QuestionFault("only what the table holds is worked out, not what will be")
    }
    if let index = index(where: { $0 == .extra }) {
      throw QuestionFault("\"\(items[index].raw)\" is not something that is done here")
    }
    if asksForYesOrNo { throw QuestionFault("it asks for yes or no: ask for the figure itself") }
    do {
      return try understood()
    } catch {
      // "Write a report on the sales of last year" is for another agent.
      if isForeign { return nil }
      throw error
    }
  }

  private mutating func understood() throws(QuestionFault) -> Question? {
    takeInstead()
    try refuseOtherMeanings()
    try takeStates()
    joinNegatedValues()
    try takeCalculations()
    if let conversion = try takeConversion() { return question(try leavingOut(conversion)) }
    try takePronoun()
    try takeLargestGroup()
    try refuseUnclearWithout()
    try takeFilters()
    try takeGroup()
    try refuseSecondGroup()
    if comparesToFigure, group != nil {
      throw QuestionFault(
        "it is not clear whether the average is that of all rows or of each group")
    }
    nameDays()
    if let question = try goingOn() { return question }
    if let question = try takeEarlierOrder() { return question }
    try keepEarlierRows()
    let descends = takeGroupOrder()
    guard var wish = try takeWish() ?? takeRest() else {
      try refuseSilence()
      return nil
    }
    wish = try leavingOut(try ofSubject(wish))
    try refuseSumsOfPrices(wish)
    try refuseSpendingOfBoth()
    groupComparedValues(wish)
    if case .report = wish,
      !items.contains(where: { if case .figure = $0.term { true } else { false } })
    {
      // A request for an analysis may describe the data beyond its columns.
      try refuseLimits()
    } else {
      try refuseRest()
    }
    var question = question(wish)
    if descends != nil {
      switch wish {
      case .figures, .countRows, .chart: question.groupsDescend = descends
      default:
        throw QuestionFault("groups are put in order by their figures and numbers of rows alone")
      }
    }
    return question
  }

  func question(_ wish: Question.Wish) -> Question {
    Question(
      wish: wish, filters: filters, group: group, derived: Array(data[given...]), rank: rank,
      limit: limit,
      isDifference: isDifference, subject: subject, pronoun: pronoun, text: text,
      notes: notes.reduce(into: []) { notes, note in if !notes.contains(note) { notes.append(note) }
      })
  }

  /// "How many days": of the table's only column of days.
  private mutating func nameDays() {
    guard let column = onlyDates, data[column].dates.allSatisfy({ !($0?.hasTime ?? false) }) else {
      return
    }
    for index in items.indices where !used[index] && items[index].term == .period(.day) {
      items[index] = items[index].meaning(.column(column))
    }
  }

  /// "Is the average above 5": but not "is there" and "are there".
  private var asksForYesOrNo: Bool {
    let said = items.prefix(2).map { $0.raw.lowercased() }
    guard let first = said.first, said.last != "there" else { return false }
    return ["is", "are", "was", "were", "does", "do", "did", "has", "have"].contains(first)
  }

  private var asksForFuture: Bool {
    items.contains { item in
      guard item.column == nil, item.raw.lowercased() == "will" else { return false }
      if case .value = item.meaning { return false }
      return true
    }
  }

  /// The words of all items.
  var foldedWords: [String] { items.flatMap { FoldedText.words($0.raw.lowercased()) } }

  /// The first item that is more than a filler word.
  var firstSaid: Int? { items.indices.first { !items[$0].isNoise && !items[$0].isMark } }

  // MARK: - Inspecting items

  func neighbour(before index: Int) -> Int? {
    items[..<index].lastIndex { !$0.isNoise }
  }

  func neighbour(after index: Int) -> Int? {
    items[(index + 1)...].firstIndex { !$0.isNoise }
  }

  func index(where test: (QuestionTerm) -> Bool) -> Int? {
    items.indices.first { !used[$0] && (items[$0].term.map(test) ?? false) }
  }

  func has(_ term: QuestionTerm) -> Bool { index { $0 == term } != nil }

  mutating func markUsed(_ terms: QuestionTerm...) {
    for index in items.indices {
      if let term = items[index].term, terms.contains(term) { used[index] = true }
    }
  }

  /// The named columns that are not used yet, in order.
  var freeColumns: [Int] {
    var found: [Int] = []
    for index in items.indices where !used[index] {
      if let column = items[index].column, !found.contains(column) { found.append(column) }
    }
    return found
  }

  mutating func useColumns() {
    for index in items.indices where items[index].column != nil { used[index] = true }
  }

  func columnName(_ column: Int) -> String { CellText.cut(data[column].name, to: 60) }

  func isNumeric(_ column: Int) -> Bool { data[column].kind == .number }

  /// The table's columns of numbers that measure something, as opposed to identifying rows.
  var measures: [Int] {
    (0..<given).filter {
      isNumeric($0) && !ColumnNames.isLabel(data[$0]) && !data[$0].isRunning(isFirst: $0 == 0)
    }
  }

  var columnList: String {
    let names = (0..<given).prefix(20).map(columnName)
    return names.joined(separator: ", ") + (given > 20 ? ", …" : "")
  }

  /// - Throws: For a name that several columns share.
  func refuseUnclear() throws(QuestionFault) {
    for index in items.indices where !used[index] {
      if case .columns(let columns) = items[index].meaning {
        let names = columns.prefix(8).map(columnName).joined(separator: ", ")
        throw QuestionFault("\"\(items[index].raw)\" may be one of several columns (\(names))")
      }
    }
  }

  /// - Throws: For words that were not understood.
  func refuseRest() throws(QuestionFault) {
    try refuseUnclear()
    for index in items.indices where !used[index] {
      let item = items[index]
      switch item.meaning {
      case .mark: continue
      case .term(let term):
        switch term {
        case .noise, .and, .condition, .asks, .list, .rows, .equals, .by: continue
        case .format(let format) where isSource(format) && !isGoal(index) && isSourceNamed(index):
          continue
        case .format, .otherFormat:
          throw QuestionFault(
            "answers are not given as \(item.raw), which is for the rows of a table")
        case .persons where isOfPeople: continue
        default: break
        }
      default: break
      }
      throw QuestionFault(unknown(item))
    }
  }

  /// True for "of this CSV" and "the CSV below", but not for "a CSV".
  private func isSourceNamed(_ index: Int) -> Bool {
    let pointers = ["this", "the", "my", "that", "our", "following", "attached", "given", "above"]
    let before = items[..<index].suffix(2).map { $0.raw.lowercased() }
    let next = items[(index + 1)...].prefix(1).map { $0.raw.lowercased() }
    return before.contains(where: pointers.contains)
      || before.last.map { ["in", "from"].contains($0) } ?? false
      || next.contains { ["file", "data", "table", "below", "above"].contains($0) }
  }

  /// The message for a word that matches nothing in the table.
  func strange(_ item: QuestionItem) -> String {
    "\"\(CellText.cut(item.raw, to: 60))\" is neither a column nor a value of the table; the columns are "
      + columnList
  }

  func unknown(_ item: QuestionItem) -> String {
    let raw = CellText.cut(item.raw, to: 60)
    switch item.meaning {
    case .unknown: return strange(item)
    case .mark: return "what stands before \"\(raw)\" was not understood"
    case .column: return "what is wanted of the column \(raw) was not understood"
    default: return "\"\(raw)\" was not understood here"
    }
  }
}
