/// Splits a request into its wishes.
struct Clauses: Sendable {
  let clauses: [[QuestionItem]]

  private static let ends: Set<String> = ["?", ".", "!", ";", "\n", ":"]

  init(_ items: [QuestionItem]) {
    var clauses: [[QuestionItem]] = []
    // Whether a clause continues the previous one: "and the median".
    var joined: [Bool] = []
    // Whether it is joined by "and" alone.
    var isOne: [Bool] = []
    var clause: [QuestionItem] = []
    var (goesOn, byAnd, isClosed) = (false, false, false)
    // "For IT: the number, the average age": a condition for the rest of the sentence.
    var lead: [QuestionItem] = []
    func end(_ next: Bool, byAnd isAnd: Bool = false) {
      let says = { (item: QuestionItem) in
        !item.isMark && !item.isNoise && item.term != .and || item.isSpelledLikeValue
      }
      // "For IT: number, average age".
      let said = clause.filter { !$0.isMark }
      if !lead.isEmpty, said.count == 1, ["number", "count"].contains(said[0].raw.lowercased()) {
        clause = [said[0].meaning(.term(.howMany))]
      }
      if clause.contains(where: says) {
        clauses.append(clause + lead)
        joined.append(goesOn)
        isOne.append(byAnd)
        (goesOn, byAnd, isClosed) = (next, isAnd, false)
      } else {
        (goesOn, byAnd) = (goesOn || next, byAnd || isAnd && !isClosed)
      }
      clause = []
    }
    for (index, item) in items.enumerated() {
      if case .mark(":") = item.meaning, lead.isEmpty, Self.isOpening(clause) {
        (lead, clause) = (clause, [])
      } else if case .mark(let mark) = item.meaning, Self.ends.contains(mark) {
        // "?" distinguishes a question from a statement.
        if mark == "?" { clause.append(item) }
        end(false)
        isClosed = true
        if mark != ":" { lead = [] }
      } else if Self.joins(item), !clause.contains(where: { $0.term == .difference }),
        Self.beginsWish(items[(index + 1)...]), !Self.isOpening(clause)
      {
        end(true, byAnd: item.term == .and)
      } else {
        clause.append(item)
      }
    }
    end(false)
    (clauses, joined, isOne) = Self.converted(clauses, joined: joined, isOne: isOne)
    let shared = SharedNouns.completed(clauses, joined: joined)
    let completed = SharedNouns.counted(Self.completed(shared, joined: joined), joined: joined)
    self.clauses = SharedParts(completed, isOne: isOne).clauses
      .flatMap { PartsAndWhole.split($0) ?? [$0] }
  }

  private static func joins(_ item: QuestionItem) -> Bool {
    if case .mark(",") = item.meaning { return true }
    return item.term == .and || item.isNoise && ["then", "also"].contains(item.raw.lowercased())
  }

  /// "In Rome, …": a condition for what follows.
  private static func isOpening(_ clause: [QuestionItem]) -> Bool {
    let openings = [
      "in", "for", "of", "among", "at", "from", "on", "within", "only", "since", "before", "after",
      "between", "until", "during", "where", "with", "without", "excluding", "if", "per", "by",
    ]
    let said = clause.drop { $0.isMark || $0.term == .and }
    guard let first = said.first, let word = FoldedText.words(first.raw.lowercased()).first,
      openings.contains(word)
    else { return false }
    return !said.contains { beginsWish([$0]) }
  }

  /// Whether the following items are a separate wish.
  private static func beginsWish(_ items: ArraySlice<QuestionItem>) -> Bool {
    let rest = items.drop { $0.isNoise || $0.term == .and }
    guard let term = rest.first?.term else { return false }
    // "…, sorted by age": modifies the preceding wish.
    if let word = rest.first?.raw.lowercased(),
      word.hasPrefix("sorted") || word.hasPrefix("ordered")
    {
      return false
    }
    switch term {
    case .howMany, .howMuch, .countOf, .figure, .common, .share, .extreme, .asks, .list, .sort,
      .plot,
      .chart, .otherChart, .convert, .analyse, .outliers, .correlation, .others, .unknownVerb,
      .different:
      return true
    case .top, .bottom: return rest.dropFirst().first?.number != nil
    // "… and who are they?", but not "people who are older than 30".
    case .condition:
      return ["who are", "which are"].contains(rest.first?.raw.lowercased())
        && ["they", "these", "those"].contains(rest.dropFirst().first?.raw.lowercased())
    default: return false
    }
  }

  private static func isChart(_ item: QuestionItem) -> Bool {
    if case .chart = item.term { true } else { false }
  }

  private static func isFigure(_ item: QuestionItem) -> Bool {
    switch item.term {
    case .figure, .extreme, .howMany, .countOf, .asks, .list, .chart, .plot, .common: true
    default: false
    }
  }

  /// "Convert it to JSON and to Markdown": one wish per format.
  private static func converted(
    _ clauses: [[QuestionItem]], joined: [Bool], isOne: [Bool]
  ) -> ([[QuestionItem]], [Bool], [Bool]) {
    var (all, goesOn, byAnd) = ([[QuestionItem]](), [Bool](), [Bool]())
    for (index, clause) in clauses.enumerated() {
      var parts = [clause]
      if let both = forms(clause) { parts = both }
      all += parts
      goesOn += parts.map { _ in joined[index] }
      byAnd += parts.map { _ in parts.count > 1 ? false : isOne[index] }
    }
    return (all, goesOn, byAnd)
  }

  private static func forms(_ clause: [QuestionItem]) -> [[QuestionItem]]? {
    func isForm(_ item: QuestionItem) -> Bool {
      if case .format = item.term { true } else { false }
    }
    let opens = clause.first { !$0.isMark }.map {
      ["to", "into", "as"].contains($0.raw.lowercased())
    }
    guard clause.contains(where: { $0.term == .convert }) || opens ?? false,
      let first = clause.firstIndex(where: { ["to", "into", "as"].contains($0.raw.lowercased()) }),
      let head = clause[first...].firstIndex(where: isForm),
      clause[first..<head].allSatisfy(\.isNoise), !clause[..<first].contains(where: isForm)
    else { return nil }
    // Only formats may follow: a condition or an order would apply to both.
    var others: [Int] = []
    for index in (head + 1)..<clause.count {
      let item = clause[index]
      if isForm(item) {
        others.append(index)
      } else if !item.isNoise && !item.isMark && item.term != .and {
        return nil
      }
    }
    guard !others.isEmpty,
      Set(([head] + others).map { clause[$0].raw.lowercased() }).count > others.count
    else { return nil }
    return ([head] + others).map { Array(clause[...first]) + [clause[$0]] }
  }

  /// The wish about groups, without the groups, for a clause that only says "overall"; nil for
  /// others.
  private static func withoutGroups(
    _ clause: [QuestionItem], for overall: [QuestionItem]
  ) -> [QuestionItem]? {
    func words(_ items: [QuestionItem]) -> [String] {
      items.filter { !$0.isMark && $0.term != .and }
        .flatMap { FoldedText.words($0.raw.lowercased()) }
    }
    let endings = [["in", "total"], ["overall"], ["altogether"], ["for", "all"], ["of", "all"]]
    let said = words(overall)
    guard let ending = endings.first(where: { said.suffix($0.count).elementsEqual($0) }),
      let per = clause.firstIndex(where: { $0.term == .per || $0.term == .by }), per > 0
    else { return nil }
    let rest = Array(clause[..<per])
    let start = overall.lastIndex { words([$0]).first == ending[0] } ?? overall.startIndex
    let figures = overall[..<start]
    // "And the average overall" names its figure; "and overall" uses that of the groups.
    if figures.contains(where: isFigure) { return Array(figures) + rest.filter { !isFigure($0) } }
    return rest.contains(where: isFigure) ? rest : overall + rest
  }

  /// "… and overall".
  private static func isWhole(_ clause: [QuestionItem]) -> Bool {
    let said = clause.filter { !$0.isMark && $0.term != .and && $0.raw.lowercased() != "the" }
    return said.count == 1
      && ["overall", "total", "in total", "altogether"].contains(said[0].raw.lowercased())
  }

  /// "The minimum and the maximum of age" names the column once.
  private static func completed(_ clauses: [[QuestionItem]], joined: [Bool]) -> [[QuestionItem]] {
    func isBare(_ clause: [QuestionItem]) -> Bool {
      clause.contains {
        if case .figure = $0.term {
          true
        } else if case .extreme(_, let columns) = $0.term {
          // "The youngest" implies its column.
          columns.isEmpty
        } else if case .chart = $0.term {
          true
        } else {
          false
        }
      }
        && clause.allSatisfy { $0.isNoise || $0.isMark || isFigure($0) }
    }
    var result = clauses
    for index in clauses.indices.reversed()
    where isBare(clauses[index]) && index + 1 < clauses.count {
      guard joined[index + 1], !isBare(result[index + 1]) else { continue }
      result[index] += result[index + 1].filter { !isFigure($0) }
    }
    for index in clauses.indices.dropFirst() where joined[index] && isBare(result[index]) {
      // "… and plot it" refers to the result.
      if result[index].contains(where: { $0.term == .plot }) { continue }
      // "…, as a pie chart" does too, if a figure was asked for.
      if result[index].contains(where: isChart), !result[index - 1].contains(where: isChart),
        result[index - 1].contains(where: { if case .figure = $0.term { true } else { false } })
      {
        continue
      }
      // "… per product, and in total": for all rows.
      if let whole = withoutGroups(result[index - 1], for: result[index]) {
        result[index] = whole
        continue
      }
      if isWhole(result[index]), let parts = PartsAndWhole.apart(result[index - 1]) {
        (result[index - 1], result[index]) = (parts.each, parts.whole)
        continue
      }
      // Before the punctuation at its end.
      let end = result[index].lastIndex { !$0.isMark }.map { $0 + 1 } ?? 0
      result[index].insert(contentsOf: result[index - 1].filter { !isFigure($0) }, at: end)
    }
    return result
  }
}
