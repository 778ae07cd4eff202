/// What a manifest says about one agent; nil leaves it to the card or to the server.
package struct AgentOptions: Sendable, Equatable {
  package var enabled: Bool?
  /// Calls that may be open at once; 1...1024.
  package var maxConcurrency: Int?
  /// 1 ms...24 h.
  package var deadline: Duration?
  /// The only host services that the agent gets; the empty set is none.
  package var grants: Set<AgentGrant>?
  /// Goes to the agent's `create` as JSON.
  package var config: JSONObject?
  /// What differs from the server's own model.
  package var model: ModelPlace?

  package init(
    enabled: Bool? = nil, maxConcurrency: Int? = nil, deadline: Duration? = nil,
    grants: Set<AgentGrant>? = nil, config: JSONObject? = nil, model: ModelPlace? = nil
  ) {
    self.enabled = enabled
    self.maxConcurrency = maxConcurrency
    self.deadline = deadline
    self.grants = grants
    self.config = config
    self.model = model
  }
}

/// A host service that an agent may be given.
package enum AgentGrant: String, Sendable, CaseIterable {
  case model, agents, store, blob
}
