/// Finds wishes in clauses that don't concern a table: "Answer in German." is one, "Here is our
/// data" is not.
enum UnansweredRemark {
  /// Verbs that begin a request.
  private static let verbs: Set<String> = [
    "answer", "respond", "reply", "round", "highlight", "colour", "color", "mark", "ignore", "skip",
    "exclude",
    "use", "put", "add", "keep", "include", "limit", "explain", "translate", "label", "title",
    "animate",
    "email", "mail", "print", "speak", "assume", "treat", "break", "split", "divide", "multiply",
    "subtract",
    "double", "compare", "remember", "remind", "call", "notify", "upload", "download", "schedule",
    "double-check",
    "verify", "prove", "say", "do", "don't", "make", "set", "hide", "bold", "underline", "omit",
    "repeat",
  ]

  private static let courtesy: Set<String> = [
    "thanks", "thank", "thx", "please", "cheers", "regards", "hi", "hello", "hey", "greetings",
    "dear", "sorry",
    "good", "great", "ok", "okay", "yes", "morning", "cheers", "urgent", "asap",
  ]

  /// What was not understood of a few words next to questions: "estimated" after one.
  static func fragment(_ clause: [QuestionItem]) -> String? {
    let said = clause.filter { !$0.isNoise && !$0.isMark }
    guard said.count <= 3, let unknown = said.first(where: \.isUnknown),
      clause.allSatisfy({ $0.raw == $0.raw.lowercased() }),
      !clause.contains(where: { courtesy.contains($0.raw.lowercased()) })
    else { return nil }
    return "\"\(CellText.cut(unknown.raw, to: 60))\" was not understood"
  }

  /// What was not understood of an ignored clause; nil for a mere statement.
  static func reason(_ clause: [QuestionItem]) -> String? {
    var said = clause.filter { !$0.isMark }
    while let first = said.first,
      ["please", "and", "also", "then", "now", "but"].contains(first.raw.lowercased())
    {
      said.removeFirst()
    }
    guard let first = said.first, let unknown = said.first(where: \.isUnknown) else { return nil }
    let word = first.raw.lowercased()
    guard verbs.contains(word) else { return nil }
    return "\"\(CellText.cut(unknown.raw, to: 60))\" was not understood"
  }
}
