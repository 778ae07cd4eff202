import AgentKit

/// Answers requests that don't ask for work: small talk from the cards of the loaded agents,
/// anything else with a model.
@main struct Guide: Agent {
  /// The time limit for the model.
  private let modelLimit: Duration

  init(config: JSONValue, log: AgentLog) throws {
    modelLimit = config.seconds("model_seconds", default: 60)
  }

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let wish = request.wishWithoutFences
    guard let talk = SmallTalk(wish) else {
      return try await answerGenerally(wish, request: request, call: call)
    }
    let text = try await reply(to: talk, call)
    try await chunk(text, append: false, last: true, call: call)
    return result(text, source: "cards")
  }

  private func reply(to talk: SmallTalk, _ call: AgentCall) async throws -> String {
    switch talk {
    case .farewell: return "Goodbye."
    case .thanks: return "You're welcome."
    case .greeting:
      return "Hello! Tell me in plain words what you need. " + (try await introduction(call))
    case .help: return try await introduction(call)
    }
  }

  private func introduction(_ call: AgentCall) async throws -> String {
    let others = try await call.loadedAgents().filter { $0.name != Self.card.name }
    return Introduction(agents: others).text
  }

  private func answerGenerally(
    _ question: String, request: AgentRequest, call: AgentCall
  ) async throws -> AgentResult {
    let answer = GeneralAnswer(question: question, history: request.history)
    let limit = min(modelLimit, request.deadline.map { $0 * 2 / 3 } ?? modelLimit)
    var isBegun = false
    let written = try await answer.write(call, within: limit) { line in
      try await chunk(line, append: isBegun, last: false, call: call)
      isBegun = true
    }
    guard let written else {
      throw AgentError(
        code: "no_model",
        message: """
          General questions need a language model, and none is configured (docs/models.md). Ask "what can you do?" \
          to see what works without one.
          """)
    }
    try await chunk("", append: true, last: true, call: call)
    return result(written, source: "model")
  }

  private func chunk(
    _ text: String, append: Bool, last: Bool, call: AgentCall
  ) async throws {
    try await call.artifactChunk(
      text, artifactId: "answer", name: "answer.txt", mediaType: "text/plain", append: append,
      last: last)
  }

  private func result(_ text: String, source: String) -> AgentResult {
    AgentResult(
      text: text,
      artifacts: [
        AgentArtifact(
          artifactId: "answer", name: "answer.txt", description: "An answer",
          parts: [AgentPart(text: text, mediaType: "text/plain", filename: "answer.txt")],
          metadata: ["source": .string(source)])
      ])
  }
}
