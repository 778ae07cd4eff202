import AgentABI
import Foundation

/// What another agent offers.
public struct LoadedAgent: Sendable, Decodable {
  /// A skill of a loaded agent.
  public struct Skill: Sendable, Decodable {
    /// The skill's name in requests.
    public let id: String
    /// The skill's name for people.
    public let name: String
    /// One or two sentences for people and for search.
    public let description: String
    /// Sample requests, in a user's words.
    public let examples: [String]
    /// Media types that the skill reads.
    public let inputModes: [String]
    /// Media types that the skill produces.
    public let outputModes: [String]
  }

  /// The agent's name, unique on the server.
  public let name: String
  /// One or two sentences for people and for search.
  public let description: String
  /// The agent's skills, in the order of its card.
  public let skills: [Skill]
}

extension AgentCall {
  /// The agents that can be called now, including this one (hermes.agents/1).
  /// - Throws: `not_granted` without the grant `agents`; `unsupported` if the host can't list
  ///   agents; `CancellationError` when the host has ended the call.
  public func loadedAgents() async throws -> [LoadedAgent] {
    guard let table = host.extension(HERMES_EXT_AGENTS, as: hermes_agents_1.self) else {
      throw AgentError(
        code: "not_granted",
        message: "This agent may not see others: its manifest lacks the grant agents.")
    }
    guard let list = table.function(\.list) else {
      throw AgentError(
        code: "unsupported", message: "This host is too old to list its agents.")
    }
    let (status, json) = await HostCall.requestResult { [self] sink in
      list(host.pointer, token, sink.function, sink.context)
    }
    try HostCall.check(status, what: "list of agents")
    return try JSONDecoder().decode([LoadedAgent].self, from: json)
  }
}
