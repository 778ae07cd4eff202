/// Reads one wish: its conditions, what it is grouped by, and what it asks for. A word that is left over
/// makes it a wish that was not understood.
struct ClauseReader {
  let data: [DataColumn]
  let source: DataFormat
  var items: [QuestionItem]
  var used: [Bool]
  var filters: [RowFilter] = []
  var group: Question.Key?
  var notes: [String] = []
  /// What was asked before it.
  private let previous: Question?

  init(
    _ items: [QuestionItem], data: [DataColumn], source: DataFormat, previous: Question? = nil
  ) {
    self.previous = previous
    self.data = data
    self.source = source
    self.items = items
    used = items.map { $0.isMark || $0.isNoise }
    decideDoubtful()
    // "The price column" is the price.
    for index in self.items.indices where self.items[index].term == .columns {
      let beside = [index - 1, index + 1].filter(self.items.indices.contains)
      if beside.contains(where: { self.items[$0].column != nil }) { used[index] = true }
    }
    notes = self.items.compactMap(\.note)
  }

  /// - Returns: nil for what asks nothing of a table.
  /// - Throws: why it can't be answered.
  mutating func read() throws(QuestionFault) -> Question? {
    guard asksSomething, !isStatement else { return nil }
    let isForeign = has(.others)
    if isForeign { use(.others) }
    if let index = index(where: { $0 == .unknownVerb }), index == firstSaid {
      throw QuestionFault("\"\(items[index].raw)\" is not something that is done here")
    }
    if asksForFuture {
      throw QuestionFault("only what the table holds is worked out, not what will be")
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
    if let conversion = try takeConversion() { return question(conversion) }
    try takeFilters()
    try takeGroup()
    nameDays()
    if let question = try goingOn() { return question }
    keepEarlierRows()
    guard let wish = try takeWish() else { return nil }
    if case .report = wish,
      !items.contains(where: { if case .figure = $0.term { true } else { false } })
    {
      // Who asks for an analysis may say more about the data than its columns.
    } else {
      try refuseRest()
    }
    return question(wish)
  }

  /// "How many of them are remote?": of the rows that were asked for before.
  private mutating func keepEarlierRows() {
    guard let previous, !previous.filters.isEmpty, !items.isEmpty else { return }
    let words = items.flatMap { FoldedText.words($0.raw.lowercased()) }
    let points: Set<String> = ["them", "these", "those", "their", "there", "they"]
    let opensWithThere =
      words.first == "there" || words.starts(with: ["are", "there"])
      || words.starts(with: ["is", "there"])
      || zip(words, words.dropFirst()).contains {
        ["are", "is", "were", "was"].contains($0) && $1 == "there"
      }
    guard words.contains(where: points.contains),
      !opensWithThere || words.contains(where: points.subtracting(["there"]).contains)
    else { return }
    let columns = Set(filters.map(\.column))
    filters = previous.filters.filter { !columns.contains($0.column) } + filters
  }

  /// "And of those in IT?", "What about Rome?": what was asked before, of other rows.
  private mutating func goingOn() throws(QuestionFault) -> Question? {
    guard let previous, case .figures = previous.wish, !filters.isEmpty else { return nil }
    let said = items.filter { !$0.isMark }.map { $0.raw.lowercased() }.joined(separator: " ")
    let openings = ["and of those", "of those", "what about", "how about", "and in ", "and for "]
    guard openings.contains(where: said.hasPrefix) else { return nil }
    use(.and, .rows)
    try refuseRest()
    let columns = Set(filters.map(\.column))
    filters = previous.filters.filter { !columns.contains($0.column) } + filters
    group = group ?? previous.group
    return question(previous.wish)
  }

  /// The columns of the question before, where this one goes on with it: "and the maximum?".
  mutating func earlierColumns() -> [Int] {
    guard let previous, case .figures(_, let columns) = previous.wish else { return [] }
    if filters.isEmpty { filters = previous.filters }
    group = group ?? previous.group
    return columns
  }

  private func question(_ wish: Question.Wish) -> Question {
    Question(
      wish: wish, filters: filters, group: group,
      text: items.filter { !$0.isMark }.map(\.raw).joined(separator: " "), notes: notes)
  }

  /// Whether the clause is more than a statement about the data.
  private var asksSomething: Bool {
    let isQuestion = items.contains { if case .mark("?") = $0.meaning { true } else { false } }
    return isQuestion
      || items.contains { item in
        switch item.term {
        case .howMany, .howMuch, .countOf, .figure, .different, .common, .share, .extreme, .asks,
          .list,
          .sort, .plot, .chart, .otherChart, .convert, .analyse, .outliers, .correlation, .missing,
          .others, .unknownVerb, .top, .bottom, .per, .format, .otherFormat, .implied, .comparison,
          .between:
          true
        default: false
        }
      } || items.contains { if case .value = $0.meaning { true } else { $0.column != nil } }
  }

  /// "Here is the table of our staff".
  private var isStatement: Bool {
    let words = items.prefix(2).flatMap { FoldedText.words($0.raw.lowercased()) }.prefix(2)
    let starts = [
      ["here", "is"], ["here", "are"], ["this", "is"], ["these", "are"], ["i", "have"],
      ["we", "have"],
      ["attached", "is"], ["below", "is"],
    ]
    return starts.contains { words.elementsEqual($0) }
      && !items.contains { if case .mark("?") = $0.meaning { true } else { false } }
  }

  /// "How many days": of a table with one column of days these.
  private mutating func nameDays() {
    guard let column = onlyDates, data[column].dates.allSatisfy({ !($0?.hasTime ?? false) }) else {
      return
    }
    for index in items.indices where !used[index] && items[index].term == .period(.day) {
      items[index] = QuestionItem(meaning: .column(column), raw: items[index].raw)
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

  /// The first item that is more than a filler.
  private var firstSaid: Int? { items.indices.first { !items[$0].isNoise && !items[$0].isMark } }

  /// Names of columns that are words of questions as well, by what stands around them.
  private mutating func decideDoubtful() {
    for index in items.indices {
      guard let other = items[index].other else { continue }
      let next = index + 1 < items.count ? neighbour(after: index) : nil
      var isOther = false
      switch (items[index].meaning, other) {
      case (.column, .term(.figure)), (.column, .term(.extreme)), (.column, .term(.countOf)):
        isOther = next.map { items[$0].column != nil } ?? false
      case (.column, .term(.list)), (.column, .term(.sort)), (.column, .term(.plot)),
        (.column, .term(.convert)), (.column, .term(.analyse)):
        isOther = firstSaid == index && next != nil
      case (.term, .value):
        // "Where the level is low", "the people in IT".
        isOther =
          neighbour(before: index).map { items[$0].column != nil || items[$0].term == .equals }
          ?? false
          || index > 0 && items[index].isSpelledLikeValue
      default: break
      }
      if isOther {
        items[index] = QuestionItem(meaning: other, raw: items[index].raw)
        used[index] = items[index].isNoise
      }
    }
  }

  // MARK: - Looking at items

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

  mutating func use(_ terms: QuestionTerm...) {
    for index in items.indices {
      if let term = items[index].term, terms.contains(term) { used[index] = true }
    }
  }

  /// The columns that are named and belong to nothing yet, in their order.
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

  func name(_ column: Int) -> String { CellText.cut(data[column].name, to: 60) }

  func isNumeric(_ column: Int) -> Bool { data[column].kind == .number }

  var columnList: String {
    let names = data.indices.prefix(20).map(name)
    return names.joined(separator: ", ") + (data.count > 20 ? ", …" : "")
  }

  /// - Throws: for a name that several columns share.
  func refuseUnclear() throws(QuestionFault) {
    for index in items.indices where !used[index] {
      if case .columns(let columns) = items[index].meaning {
        let names = columns.prefix(8).map(name).joined(separator: ", ")
        throw QuestionFault("\"\(items[index].raw)\" may be one of several columns (\(names))")
      }
    }
  }

  /// - Throws: for what was not understood.
  private func refuseRest() throws(QuestionFault) {
    try refuseUnclear()
    for index in items.indices where !used[index] {
      let item = items[index]
      switch item.meaning {
      case .mark: continue
      case .term(let term):
        switch term {
        case .noise, .and, .condition, .asks, .list, .rows, .equals, .by, .format: continue
        case .persons where isOfPeople: continue
        default: break
        }
      default: break
      }
      throw QuestionFault(unknown(item))
    }
  }

  /// Of a word that names nothing in the table.
  func strange(_ item: QuestionItem) -> String {
    "\"\(CellText.cut(item.raw, to: 60))\" is neither a column nor a value of the table; the columns are "
      + columnList
  }

  func unknown(_ item: QuestionItem) -> String {
    let raw = CellText.cut(item.raw, to: 60)
    switch item.meaning {
    case .unknown: return strange(item)
    case .column: return "what is wanted of the column \(raw) was not understood"
    default: return "\"\(raw)\" was not understood here"
    }
  }
}
