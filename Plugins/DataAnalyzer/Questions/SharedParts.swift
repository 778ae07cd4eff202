/// What figures that are joined by "and" share: "total hours and average estimate by status", "in Rome the
/// average age and the median salary".
struct SharedParts {
  private(set) var clauses: [[QuestionItem]]

  /// - Parameter isOne: whether a clause goes on by "and" from the one before it.
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
        // "Which team has the highest average, and how many are in it": that of the first is no condition.
        !self.clauses[index - 1][..<first.lowerBound].contains(where: Self.picks),
        Self.coreRange(of: self.clauses[index]) == 0..<Self.end(self.clauses[index])
      else { continue }
      self.clauses[index] += self.clauses[index - 1][..<first.lowerBound]
    }
  }

  private static func end(_ clause: [QuestionItem]) -> Int {
    (clause.lastIndex { !$0.isMark } ?? -1) + 1
  }

  /// The figures and the columns that they are of, with what asks for them before; nil where there are none.
  /// It begins at 0 where nothing stands before it.
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

  /// Whether it asks by a word of its own.
  private static func isQuestion(_ clause: [QuestionItem]) -> Bool {
    clause.contains { [.asks, .howMany, .howMuch].contains($0.term) }
  }

  /// Whether one is picked out of several.
  private static func picks(_ item: QuestionItem) -> Bool {
    if case .extreme = item.term { return true }
    return item.term == .asks && ["which", "who"].contains(item.raw.lowercased())
  }

  private static func isValue(_ item: QuestionItem) -> Bool {
    switch item.meaning {
    case .value, .date: true
    // "IT", which is "it" elsewhere.
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
