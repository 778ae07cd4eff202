import AgentKit

/// Lets the model write a module.
struct ModelWriter: Sendable {
  struct Draft {
    let module: DraftedModule
    /// The model's name, as its server reports it.
    let model: String
  }

  static let maximumTokens = 2048
  static let temperature = 0.2

  /// The time limit for one answer.
  let limit: Duration

  /// Asks the model for a module.
  /// - Parameter take: Receives the module as it is written.
  /// - Returns: Nil if the agent has no model.
  /// - Throws: `AgentError` of the model, `AgentModel.Unusable`, or `CancellationError`.
  func write(
    _ messages: [AgentModel.Message], call: AgentCall,
    take: (AnsweredCode.Found) async throws -> Void
  ) async throws -> Draft? {
    let draft = try await call.draftPython(
      messages, maxTokens: Self.maximumTokens, temperature: Self.temperature, within: limit,
      maximumBytes: DraftedModule.maximumBytes, take: take)
    return try draft.map { Draft(module: try DraftedModule($0.source), model: $0.model) }
  }

  /// Why the model was no help, without quoting its server.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as AgentError: error.code
    case let unusable as AgentModel.Unusable: unusable.reason
    default: "it failed"
    }
  }
}
