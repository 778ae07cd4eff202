/// A manifest's settings for one agent; nil leaves a setting to the card or to the server.
package struct AgentOptions: Sendable, Equatable {
  /// Whether the agent is enabled; true by default.
  package var enabled: Bool?
  /// Calls that may run concurrently: 1...1024.
  package var maxConcurrency: Int?
  /// How long a call may take: 1 ms...24 h.
  package var deadline: Duration?
  /// The only host services that the agent gets; an empty set means none.
  package var grants: Set<AgentGrant>?
  /// Passed to the agent's `create` as JSON.
  package var config: JSONObject?
  /// Overrides of the server's own model settings.
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

/// A host service that an agent may be granted.
package enum AgentGrant: String, Sendable, CaseIterable {
  case model, agents, store, blob
}
