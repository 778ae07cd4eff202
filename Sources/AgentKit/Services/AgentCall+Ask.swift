import AgentABI
import Foundation

/// Other agents (hermes.agents/1).
extension AgentCall {
  private struct Question: Encodable {
    let agent: String?
    let skill: String?
    let text: String
    let artifacts: [AgentArtifact]
  }

  private typealias Answer = (status: hermes_status, json: Data)

  private final class Waiting: Sendable {
    let continuation: CheckedContinuation<Answer, Never>
    init(_ continuation: CheckedContinuation<Answer, Never>) { self.continuation = continuation }
  }

  /// Asks another agent as part of this call: on the same task, with its events on the same stream.
  /// It is cancelled together with this call.
  /// - Parameter skill: Nil for the other agent's first skill.
  /// - Throws: The other agent's `AgentError`; `cycle` if that agent is waiting for this call or
  ///   calls are nested more than 8 deep; `not_granted` without the grant `agents`;
  ///   `CancellationError` when the host has ended the call.
  public func ask(
    _ agent: String, _ text: String, skill: String? = nil, artifacts: [AgentArtifact] = []
  ) async throws -> AgentResult {
    try await ask(Question(agent: agent, skill: skill, text: text, artifacts: artifacts))
  }

  /// Like `ask`, but the host picks any other agent that offers the skill.
  /// - Throws: `agent_not_found` if no other agent offers it; otherwise as `ask`.
  public func ask(
    anyoneFor skill: String, _ text: String, artifacts: [AgentArtifact] = []
  ) async throws -> AgentResult {
    try await ask(Question(agent: nil, skill: skill, text: text, artifacts: artifacts))
  }

  private func ask(_ asked: Question) async throws -> AgentResult {
    guard let table = host.extension(HERMES_EXT_AGENTS, as: hermes_agents_1.self),
      let ask = table.function(\.call)
    else {
      throw AgentError(
        code: "not_granted",
        message: "This agent may not call others: its manifest lacks the grant agents.")
    }
    let question = try JSONEncoder().encode(asked)
    let answer: Answer = await withCheckedContinuation { continuation in
      let waiting = Unmanaged.passRetained(Waiting(continuation))
      let status = question.withHermesBytes { question in
        ask(
          host.pointer, token, question,
          { context, status, json in
            guard let context else { return }
            let waiting = Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
            waiting.continuation.resume(returning: (status, Data(json)))
          }, waiting.toOpaque())
      }
      // The reply above is only called for a request that was accepted.
      if status != ABIStatus.ok {
        waiting.takeRetainedValue().continuation.resume(returning: (status, Data()))
      }
    }
    if answer.status == ABIStatus.ok {
      return try JSONDecoder().decode(AgentResult.self, from: answer.json)
    }
    if let error = try? JSONDecoder().decode(AgentError.self, from: answer.json) { throw error }
    try HostCall.check(answer.status, what: "call of \(asked.agent ?? asked.skill ?? "an agent")")
    throw CancellationError()
  }
}
