import AgentKit

/// Lets the model write a module.
struct ModelWriter: Sendable {
  struct Draft {
    let module: DraftedModule
    /// As its server calls it.
    let model: String
  }

  static let maximumTokens = 2048
  static let temperature = 0.2

  /// For one answer.
  let limit: Duration

  /// - Parameter take: the module, as it is written.
  /// - Returns: nil if the agent has no model.
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

  /// Why the model was no help, in words without what its server said.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as AgentError: error.code
    case let unusable as AgentModel.Unusable: unusable.reason
    default: "it failed"
    }
  }
}
