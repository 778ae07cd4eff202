import AgentKit

/// What was last asked of the same table in the conversation: "and the maximum?" goes on with it.
enum EarlierQuestion {
  private static let maximumTurns = 8

  /// nil where nothing was asked that the columns of the table can answer.
  /// - Throws: `CancellationError`.
  static func last(
    in history: [AgentTurn], data: [DataColumn], source: DataFormat, nouns: RowNouns
  ) throws -> Question? {
    var last: Question?
    for turn in history.filter(\.isUser).suffix(maximumTurns) {
      let prose = FencedText(turn.text).prose
      let words = (BareTable(in: prose)?.rest ?? prose).joined(separator: "\n")
      let work = try RequestedWork(words, data: data, source: source, nouns: nouns, earlier: last)
      last = work.questions.last ?? last
    }
    return last
  }
}
