/// "And how much do they earn?" behind "who is the youngest": of one row, which is not looked up. An answer about
/// the whole table would be one to another question.
enum UnclearPronoun {
  private static let ofPeople: Set<String> = [
    "they", "their", "theirs", "them", "he", "she", "his", "her", "hers",
  ]
  private static let lists: Set<String> = ["that", "this", "those", "these", "them", "it"]

  /// The word that is not clear; nil: none is.
  /// - Parameters:
  ///   - clause: what the question was read of.
  ///   - previous: the question before it, of this request or of the conversation.
  ///   - isBehindUnanswered: whether the one before it was not understood.
  static func word(
    in clause: [QuestionItem], of question: Question, previous: Question?, isBehindUnanswered: Bool
  ) -> String? {
    guard question.filters.isEmpty, previous != nil || isBehindUnanswered else { return nil }
    let words = clause.flatMap { FoldedText.words($0.raw.lowercased()) }
    if case .conversion = question.wish {
      guard previous?.filters.isEmpty == false else { return nil }
      return words.first(where: lists.contains)
    }
    // "Draw it" is about what was worked out.
    if case .chart = question.wish { return nil }
    let isOfSome = isBehindUnanswered || previous.map(tellsSome) ?? false
    guard isOfSome, question.group == nil else { return nil }
    if let word = words.first(where: ofPeople.contains) { return word }
    if words.contains("its") { return "its" }
    return zip(words, words.dropFirst()).contains { $0 == "of" && $1 == "it" } ? "it" : nil
  }

  /// Whether its answer is about some of the rows.
  private static func tellsSome(_ question: Question) -> Bool {
    switch question.wish {
    case .extreme, .crowd, .common: true
    default: false
    }
  }
}
