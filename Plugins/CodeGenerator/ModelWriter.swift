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
  /// - Throws: `AgentError` of the model, `DraftedModule.Unusable`, or `CancellationError`.
  func write(
    _ messages: [AgentModel.Message], _ call: AgentCall,
    take: (AnsweredCode.Found) async throws -> Void
  ) async throws -> Draft? {
    var code = AnsweredCode()
    var source = ""
    func pass(_ found: [AnsweredCode.Found]) async throws {
      for each in found {
        switch each {
        case .code(let text): source += text
        case .again: source = ""
        }
        guard source.utf8.count <= DraftedModule.maximumBytes else {
          throw DraftedModule.Unusable(reason: "its answer is too long")
        }
        try await take(each)
      }
    }
    let answer = try await call.draft(
      messages, maxTokens: Self.maximumTokens, temperature: Self.temperature, within: limit
    ) { line in
      try await pass(code.take(line))
    } restart: {
      code = AnsweredCode()
      try await pass([.again])
    }
    guard let answer else { return nil }
    try await pass(code.end())
    switch answer.finishReason {
    case "length": throw DraftedModule.Unusable(reason: "its answer was cut off")
    case "content_filter": throw DraftedModule.Unusable(reason: "its answer was filtered")
    default: break
    }
    return Draft(module: try DraftedModule(source), model: answer.model)
  }

  /// Why the model was no help, in words without what its server said.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as AgentError: error.code
    case let unusable as DraftedModule.Unusable: unusable.reason
    default: "it failed"
    }
  }
}
