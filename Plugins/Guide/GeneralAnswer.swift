import AgentKit
import Foundation

/// A model's answer to a question that none of the agents' skills covers.
struct GeneralAnswer {
  private static let maximumCharacters = 4000
  private static let maximumTurns = 8
  private static let maximumTokens = 400

  let question: String
  let history: [AgentTurn]

  /// Asks the model.
  /// - Parameter take: Receives the answer, line by line.
  /// - Returns: The answer with its source; nil if the agent has no model.
  /// - Throws: `AgentError` of the model; `CancellationError`.
  func write(
    _ call: AgentCall, within limit: Duration, take: (String) async throws -> Void
  ) async throws -> String? {
    var text = ""
    let answer = try await call.draft(
      messages, maxTokens: Self.maximumTokens, temperature: 0.3, within: limit
    ) { line in
      text += line
      try await take(line)
    }
    guard let answer else { return nil }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw AgentError(
        code: "model_unusable",
        message: "The model's answer is empty. Ask again, or another model.",
        retryable: true)
    }
    let source = "\n\nThis is the answer of the model \(answer.model); no agent has checked it."
    try await take(source)
    return text.trimmingCharacters(in: .whitespacesAndNewlines) + source
  }

  private var messages: [AgentModel.Message] {
    [
      .init(
        .system,
        """
        You answer small general questions in plain text, in the language of the question and in at most \
        120 words. Say so in one sentence if you do not know, or if it takes today's news, the web or a \
        program to know. Promise no work: others do that.
        """)
    ]
      + history.suffix(Self.maximumTurns).map { turn in
        .init(turn.isUser ? .user : .assistant, String(turn.text.prefix(Self.maximumCharacters)))
      } + [.init(.user, String(question.prefix(Self.maximumCharacters)))]
  }
}
