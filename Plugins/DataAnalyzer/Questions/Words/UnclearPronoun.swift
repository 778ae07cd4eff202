/// "And how much do they earn?" after "who is the youngest" is about one row, which is not looked
/// up. An answer about the whole table would answer another question.
enum UnclearPronoun {
  private static let ofPeople: Set<String> = [
    "they", "their", "theirs", "them", "he", "she", "his", "her", "hers",
  ]
  private static let lists: Set<String> = ["that", "this", "those", "these", "them", "it"]

  /// The unclear word; nil if there is none.
  /// - Parameters:
  ///   - clause: The clause of the question.
  ///   - previous: The question before it, in this request or in the conversation.
  ///   - isBehindUnanswered: Whether the previous one was not understood.
  static func pronoun(
    in clause: [QuestionItem], of question: Question, previous: Question?, isBehindUnanswered: Bool
  ) -> String? {
    guard question.subject == nil, previous != nil || isBehindUnanswered else { return nil }
    // "How many of them are late", after a count, also has its conditions.
    let keeps = previous.map { previous in
      !previous.filters.isEmpty && !tellsSome(previous)
        && previous.filters.allSatisfy { filter in
          question.filters.contains { $0.column == filter.column }
        }
    }
    guard question.filters.isEmpty || !(keeps ?? false) else { return nil }
    let words = clause.flatMap { FoldedText.words($0.raw.lowercased()) }
    if case .conversion = question.wish {
      guard question.filters.isEmpty, previous?.filters.isEmpty == false else { return nil }
      return words.first(where: lists.contains)
    }
    // "Draw it" refers to the result.
    if case .chart = question.wish { return nil }
    let isOfSome = isBehindUnanswered || previous.map(tellsSome) ?? false
    let isNeuter = words.contains { Pronoun($0) == .neuter }
    let goesOn =
      previous.map { $0.subject != nil || !$0.filters.isEmpty || isNeuter && lists($0) } ?? false
    guard isOfSome || goesOn, question.group == nil else { return nil }
    if let word = words.first(where: ofPeople.contains) { return word }
    if words.contains("its") { return "its" }
    if zip(words, words.dropFirst()).contains(where: { $0 == "of" && $1 == "it" }) { return "it" }
    // "Sort it" and "show it" refer to the table.
    switch question.wish {
    case .rows(let columns, nil) where !columns.isEmpty: break
    case .countRows, .countDifferent, .values, .figures, .share: break
    default: return nil
    }
    guard question.filters.isEmpty else { return nil }
    return words.first { $0 == "it" }
  }

  /// Whether its answer has several values, none of which "it" can be.
  private static func lists(_ question: Question) -> Bool {
    switch question.wish {
    case .values, .rows, .countRows, .countDifferent: true
    default: question.group != nil
    }
  }

  /// "When did it?": the pronoun of a clause that asks nothing else.
  static func asked(in clause: [QuestionItem]) -> String? {
    guard clause.contains(where: { $0.term == .asks || $0.raw.lowercased() == "when" }) else {
      return nil
    }
    return clause.map { $0.raw.lowercased() }.first { Pronoun($0) != nil }
  }

  /// Whether its answer is about some of the rows.
  static func tellsSome(_ question: Question) -> Bool {
    switch question.wish {
    case .extreme, .crowd, .common: true
    case .figures(let figures, _):
      question.group == nil && figures.allSatisfy { [.minimum, .maximum].contains($0) }
    default: false
    }
  }
}
