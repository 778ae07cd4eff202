import AgentKit

/// The last table in the conversation before a request.
struct EarlierTable {
  /// The host cuts longer messages.
  private static let cutCharacters = 4000

  let text: String
  let format: DataFormat

  /// Nil if there is none.
  /// - Throws: `no_data` for a table whose end was cut off.
  init?(_ history: [AgentTurn]) throws {
    for turn in history.reversed() where turn.isUser {
      let fenced = FencedText(turn.text)
      let found =
        fenced.blocks.compactMap(SubmittedData.source).first.map { ($0.text, $0.format) }
        ?? BareTable(in: fenced.prose).map { ($0.text, $0.format) }
      guard let (text, format) = found else { continue }
      guard turn.text.unicodeScalars.count < Self.cutCharacters else {
        throw AgentError(
          code: "no_data",
          message:
            "The table of the earlier message is too long to be kept in a conversation: send it again."
        )
      }
      (self.text, self.format) = (text, format)
      return
    }
    return nil
  }
}
