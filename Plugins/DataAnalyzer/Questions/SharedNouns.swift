/// Parts that one of several joined wishes has for all of them: "the count, lowest and highest fee
/// by town", "the cheapest and the dearest plant", "the fee of the oldest and of the youngest".
enum SharedNouns {
  private static func isExtreme(_ item: QuestionItem) -> Bool {
    if case .extreme = item.term { true } else { false }
  }

  private static func asks(_ item: QuestionItem) -> Bool {
    switch item.term {
    case .asks, .list, .howMany, .howMuch, .sort: true
    default: false
    }
  }

  /// - Parameter joined: Whether each clause continues the previous one.
  static func completed(_ clauses: [[QuestionItem]], joined: [Bool]) -> [[QuestionItem]] {
    var result = clauses
    for index in clauses.indices.dropLast().reversed() where joined[index + 1] {
      // In "count, lowest and highest fee", the last part names the fee.
      let named = ((index + 1)..<clauses.count).prefix { joined[$0] }
        .first { place in result[place].contains { $0.column != nil } }
      if let named, let counted = count(result[index], before: result[named]) {
        result[index] = counted
      } else if let noun = noun(of: result[index + 1], for: result[index]) {
        result[index] += noun
      }
    }
    for index in clauses.indices.dropFirst() where joined[index] {
      if let asked = asked(
        in: result[index - 1], for: result[index], goesOn: ends(clauses[index - 1]))
      {
        result[index] = asked
      }
    }
    return result
  }

  /// "… and count of fees by town", after figures of the fees.
  static func counted(_ clauses: [[QuestionItem]], joined: [Bool]) -> [[QuestionItem]] {
    clauses.enumerated().map { index, clause in
      guard index > 0, joined[index], clauses[index - 1].contains(where: \.isFigure) else {
        return clause
      }
      return countOfRows(clause) ?? clause
    }
  }

  /// "Count", before figures by something: for the same rows and groups.
  private static func count(
    _ clause: [QuestionItem], before next: [QuestionItem]
  ) -> [QuestionItem]? {
    guard clause.contains(where: { $0.term == .countOf }),
      clause.allSatisfy({ $0.isNoise || $0.isMark || [.countOf, .asks, .list].contains($0.term) }),
      next.contains(where: \.isFigure) || next.contains(where: { $0.term == .countOf }),
      let column = next.firstIndex(where: { $0.column != nil })
    else { return nil }
    return clause.filter { !$0.isMark } + next[(column + 1)...]
  }

  /// "Count of fees by town", after figures of the fees: counts the rows.
  private static func countOfRows(_ clause: [QuestionItem]) -> [QuestionItem]? {
    guard let first = clause.firstIndex(where: { !$0.isNoise && !$0.isMark && $0.term != .and }),
      ["count", "count of"].contains(clause[first].raw.lowercased()),
      let column = clause.firstIndex(where: { $0.column != nil }),
      clause[(first + 1)..<column].allSatisfy(\.isNoise)
    else { return nil }
    return Array(clause[...first]) + clause[(column + 1)...]
  }

  /// "With the most", before "and the least points".
  private static func ends(_ clause: [QuestionItem]) -> Bool {
    clause.last { !$0.isMark }.map(isExtreme) ?? false
  }

  /// "The cheapest", before "the dearest plant".
  private static func noun(of next: [QuestionItem], for clause: [QuestionItem]) -> [QuestionItem]? {
    let isBare = clause.allSatisfy { $0.isNoise || $0.isMark || isExtreme($0) || asks($0) }
    let isImplied = clause.contains { item in
      if case .extreme(_, let columns) = item.term { !columns.isEmpty } else { false }
    }
    guard isBare ? isImplied : ends(clause) && clause.contains(where: { $0.column != nil }),
      let place = next.firstIndex(where: isExtreme), !next[..<place].contains(where: asks),
      next[..<place].allSatisfy({ $0.isNoise || $0.isMark })
    else { return nil }
    return Array(next[(place + 1)...])
  }

  /// "Of the youngest", after "the salary of the oldest".
  private static func asked(
    in before: [QuestionItem], for clause: [QuestionItem], goesOn: Bool
  ) -> [QuestionItem]? {
    guard let place = clause.firstIndex(where: isExtreme),
      clause.allSatisfy({ $0.isNoise || $0.isMark || isExtreme($0) || goesOn && $0.column != nil }),
      let earlier = before.firstIndex(where: isExtreme),
      let of = before[..<earlier].lastIndex(where: { $0.raw.lowercased() == "of" }),
      before[..<of].contains(where: { $0.column != nil })
    else { return nil }
    return Array(before[..<earlier]) + clause[place...]
  }
}
