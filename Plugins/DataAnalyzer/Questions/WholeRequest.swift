import AgentKit

/// What a request says about a table that one of its wishes converts: the host treats "sort by age,
/// oldest first" and "drop the town column" as separate wishes.
enum WholeRequest {
  /// Instructions are short; a long text may be the table.
  private static let maximumCharacters = 4096

  /// The words of the wish, with what the others say about its rows and columns.
  /// - Throws: `CancellationError`.
  static func words(
    _ words: String, of request: AgentRequest, data: [DataColumn]
  ) throws -> String {
    let fenced = FencedText(String(request.text.prefix(maximumCharacters)))
    let text = (BareTable(in: fenced.prose)?.rest ?? fenced.prose).joined(separator: "\n")
    let items = try QuestionItems(
      QuestionToken.tokens(of: PlainWording.of(text, data: data)), data: data
    )
    .items
    let known = FoldedText.of(words)
    var (before, after) = ("", "")
    for clause in Clauses(items).clauses {
      let said = QuestionItem.text(clause)
      guard !known.contains(FoldedText.of(said)) else { continue }
      if DataChange.isAsked(clause) {
        before += said + ". "
      } else if orders(clause), !isOrdered(words) {
        after += ", " + said
      } else if LeftOutClause.isOne(clause) {
        after += ", " + said
      }
    }
    let limit = /(?i)(?:^|[.;\n])\s*((?:only|just|not|except|without)\b[^.;\n]{2,80})/
    if let said = text.firstMatch(of: limit), !words.contains(said.1), !after.contains(said.1) {
      after += ". " + said.1
    }
    return before + words + after
  }

  /// "Drop the town column", if another wish converts the table: changes what is shown, not the
  /// data.
  static func withoutDeeds(
    _ words: String, of request: AgentRequest, data: [DataColumn]
  ) throws -> String {
    let deed =
      /(?i)^\s*(?:(?:please|and|then|now|can you|could you) )*(?:drop|remove|delete|strip)\b/
    guard let said = words.firstMatch(of: deed) else { return words }
    func clauses(_ text: String) throws -> [[QuestionItem]] {
      Clauses(try QuestionItems(QuestionToken.tokens(of: text), data: data).items).clauses
    }
    let text = String(request.text.prefix(maximumCharacters))
    guard try clauses(words).allSatisfy(LeftOutClause.isOne),
      try clauses(text).contains(where: LeftOutClause.isConversion)
    else { return words }
    return "show the rows without" + words[said.range.upperBound...]
  }

  /// "Sort by age, oldest first".
  private static func orders(_ clause: [QuestionItem]) -> Bool {
    clause.contains { $0.term == .sort } && clause.contains { $0.column != nil }
      && !clause.contains { item in
        if case .format = item.term { true } else { item.isFigure || item.isChart }
      }
  }

  private static func isOrdered(_ words: String) -> Bool {
    QuestionToken.tokens(of: words).contains { QuestionLexicon.terms[$0.text] == .sort }
  }
}
