/// "The total pay of Sales, of HR and of everyone": a figure for each part, and one for the whole.
enum PartsAndWhole {
  private static let wholes: Set<String> = [
    "everyone", "everybody", "all", "overall", "everything", "total", "altogether", "in total",
  ]
  private static let joints: Set<String> = ["for", "in", "of", "from", "at", "the", "on", "and"]

  /// The clauses for the parts and for the whole; nil if no whole is named after parts.
  static func split(_ clause: [QuestionItem]) -> [[QuestionItem]]? {
    guard let last = clause.lastIndex(where: { wholes.contains($0.raw.lowercased()) }), last > 1,
      clause[(last + 1)...].allSatisfy({
        $0.isMark || ["of", "them", "together", "the", "rows"].contains($0.raw.lowercased())
      }),
      let joint = clause[..<last].lastIndex(where: { !joints.contains($0.raw.lowercased()) }),
      clause[(joint + 1)..<last].contains(where: { $0.term == .and })
    else { return nil }
    guard let parts = apart(Array(clause[...joint])) else { return nil }
    return [parts.each, parts.whole]
  }

  /// The wish about values at the end of a clause: for each value, and for all rows.
  static func apart(_ clause: [QuestionItem]) -> (each: [QuestionItem], whole: [QuestionItem])? {
    let end = (clause.lastIndex { !$0.isMark } ?? -1) + 1
    var start = end
    while start > 0, isPart(clause[start - 1]) { start -= 1 }
    let values = clause[start..<end].count { isValue($0) }
    guard values > 0, start > 0,
      clause[..<start].contains(where: { item in
        item.isFigure || [.howMany, .howMuch, .countOf].contains(item.term)
      })
    else { return nil }
    let whole = Array(clause[..<start])
    guard values > 1 else { return (clause, whole) }
    let each = QuestionItem(meaning: .term(.noise), raw: "respectively")
    return (Array(clause[..<end]) + [each] + clause[end...], whole)
  }

  private static func isValue(_ item: QuestionItem) -> Bool {
    if case .value = item.meaning { true } else { item.isSpelledLikeValue }
  }

  private static func isPart(_ item: QuestionItem) -> Bool {
    isValue(item) || item.raw == "," || joints.contains(item.raw.lowercased())
  }
}
