/// Merges clauses about the columns of a converted table into the conversion: "drop the age column
/// and convert it to JSON".
enum LeftOutClause {
  private static let openings: Set<String> = [
    "drop", "remove", "delete", "omit", "exclude", "leave", "skip", "hide", "without", "excluding",
    "except", "strip", "ignore", "not",
  ]

  static func joined(_ clauses: [[QuestionItem]]) -> [[QuestionItem]] {
    guard clauses.count > 1, let place = clauses.firstIndex(where: isConversion) else {
      return clauses
    }
    var (result, rest) = (clauses, [QuestionItem]())
    for index in clauses.indices.reversed() where index != place && isOne(clauses[index]) {
      rest = clauses[index] + rest
      result.remove(at: index)
      continue
    }
    guard !rest.isEmpty, let place = result.firstIndex(where: isConversion) else { return clauses }
    result[place] += rest
    return result
  }

  static func isConversion(_ clause: [QuestionItem]) -> Bool {
    clause.contains { $0.term == .convert }
      && clause.contains { if case .format = $0.term { true } else { false } }
  }

  /// Whether the clause only says that columns are omitted.
  static func isOne(_ clause: [QuestionItem]) -> Bool {
    let said = clause.filter { !$0.isMark && !$0.isNoise && $0.term != .and }
    guard let first = said.first, openings.contains(first.raw.lowercased()) else { return false }
    let rest = said.dropFirst()
    return rest.contains { $0.column != nil }
      && rest.allSatisfy { item in
        item.column != nil || item.term == .columns || item.raw.lowercased() == "out"
      }
  }
}
