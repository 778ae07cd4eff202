/// Parts that are shared by figures joined by "and": "total hours and average estimate by status",
/// "in Rome the average age and the median salary".
struct SharedParts {
  private(set) var clauses: [[QuestionItem]]

  /// - Parameter isOne: Whether each clause continues the previous one by "and" alone.
  init(_ clauses: [[QuestionItem]], isOne: [Bool]) {
    self.clauses = clauses
    for index in clauses.indices.dropFirst().reversed() where isOne[index] {
      guard
        Self.coreRange(of: self.clauses[index - 1])?.upperBound
          == Self.end(self.clauses[index - 1]),
        let core = Self.coreRange(of: self.clauses[index]), core.lowerBound == 0,
        // "How many in IT and how many in HR" has two conditions.
        !self.clauses[index - 1].contains(where: Self.isValue),
        // "What is the average price, and how many have no stock" is two questions.
        !Self.isQuestion(self.clauses[index]) || !Self.isQuestion(self.clauses[index - 1])
          || !self.clauses[index][core.upperBound...].contains(where: { $0.term == .lacks })
      else { continue }
      self.clauses[index - 1] += self.clauses[index][core.upperBound...]
    }
    for index in clauses.indices.dropFirst() where isOne[index] {
      guard let first = Self.coreRange(of: self.clauses[index - 1]), first.lowerBound > 0,
        // "Which team has the highest average, and how many are in it": the first part is not a
        // condition.
        !self.clauses[index - 1][..<first.lowerBound].contains(where: Self.picks),
        Self.coreRange(of: self.clauses[index]) == 0..<Self.end(self.clauses[index])
      else { continue }
      self.clauses[index] += self.clauses[index - 1][..<first.lowerBound]
    }
  }

  private static func end(_ clause: [QuestionItem]) -> Int {
    (clause.lastIndex { !$0.isMark } ?? -1) + 1
  }

  /// The figures and their columns, with the words before that ask for them; nil if there are none.
  /// Begins at 0 if nothing precedes it.
  private static func coreRange(of clause: [QuestionItem]) -> Range<Int>? {
    guard
      let figure = clause.firstIndex(where: {
        $0.isFigure || $0.term == .howMany || $0.term == .countOf
      })
    else { return nil }
    var (end, hasNoun) = (figure + 1, false)
    scan: while end < clause.count {
      let item = clause[end]
      switch item.meaning {
      case .column, .columns, .unknown: hasNoun = true
      case .term(.persons), .term(.rows), .term(.different), .term(.and): break
      case .term(.figure) where !hasNoun: break
      case .term(.noise)
      where !hasNoun || !["in", "for", "from", "at", "on"].contains(item.raw.lowercased()):
        break
      default: break scan
      }
      end += 1
    }
    let isBare = clause[..<figure].allSatisfy {
      $0.isNoise && !["in", "for", "at", "on"].contains($0.raw.lowercased()) || $0.isMark
        || [.asks, .list, .and].contains($0.term)
    }
    let head = clause[..<figure].lastIndex { $0.column != nil || Self.isCondition($0) }
    return (isBare ? 0 : (head ?? -1) + 1)..<end
  }

  /// Whether it has its own question word.
  private static func isQuestion(_ clause: [QuestionItem]) -> Bool {
    clause.contains { [.asks, .howMany, .howMuch].contains($0.term) }
  }

  /// Whether it selects one of several.
  private static func picks(_ item: QuestionItem) -> Bool {
    if case .extreme = item.term { return true }
    return item.term == .asks && ["which", "who"].contains(item.raw.lowercased())
  }

  private static func isValue(_ item: QuestionItem) -> Bool {
    switch item.meaning {
    case .value, .date: true
    // "IT", which is otherwise read as "it".
    default: item.isSpelledLikeValue
    }
  }

  private static func isCondition(_ item: QuestionItem) -> Bool {
    switch item.meaning {
    case .value, .date, .number, .unknown: true
    default: false
    }
  }
}
