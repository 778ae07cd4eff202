import AgentABI
import Foundation

/// What another agent offers.
public struct LoadedAgent: Sendable, Decodable {
  public struct Skill: Sendable, Decodable {
    public let id: String
    public let name: String
    public let description: String
    /// Requests that the skill answers, in the words of a user.
    public let examples: [String]
    /// Media types that the skill reads.
    public let inputModes: [String]
    /// Media types that the skill produces.
    public let outputModes: [String]
  }

  public let name: String
  public let description: String
  public let skills: [Skill]
}

extension AgentCall {
  /// The agents that can be called now, this one included (hermes.agents/1).
  /// - Throws: `not_granted` without the grant `agents`; `unsupported` on a host that can't tell;
  ///   `CancellationError` when the host has ended the call.
  public func loadedAgents() async throws -> [LoadedAgent] {
    guard let table = host.extension(HERMES_EXT_AGENTS, as: hermes_agents_1.self) else {
      throw AgentError(
        code: "not_granted",
        message: "This agent may not see others: its manifest lacks the grant agents.")
    }
    guard let list = table.function(\.list) else {
      throw AgentError(
        code: "unsupported", message: "This host is older than the list of its agents.")
    }
    let (status, json) = await HostCall.requestResult { [self] sink in
      list(host.pointer, token, sink.function, sink.context)
    }
    try HostCall.check(status, what: "list of agents")
    return try JSONDecoder().decode([LoadedAgent].self, from: json)
  }
}
