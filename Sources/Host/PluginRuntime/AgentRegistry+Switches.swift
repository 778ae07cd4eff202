import HermesContract

/// Enabling and disabling agents.
extension AgentRegistry {
  /// The refusals as lines for people.
  package var refusalLines: [String] { refusals.map(\.description) }

  /// - Throws: `agent_not_found`, or why the library cannot be loaded.
  package func enable(_ name: String) async throws {
    let (key, generation) = try known(name)
    try configuration.switches?.setDisabled(name, isDisabled: false)
    try configuration.switches?.setQuarantine(of: generation.file.digest, to: nil)
    await folders.invalidate([key], registry: self)
  }

  /// Running calls of the agent end with an error.
  /// - Throws: `agent_not_found`, or that the decision cannot be stored.
  package func disable(_ name: String) async throws {
    let (key, _) = try known(name)
    try configuration.switches?.setDisabled(name, isDisabled: true)
    await folders.invalidate([key], registry: self)
  }

  private func known(_ name: String) throws -> (AgentSource.Key, LibraryGeneration) {
    let found = state.withLock { state in
      state.generations.first { $0.value.agents.contains { $0.card.name == name } }
    }
    guard let (key, generation) = found else {
      throw HermesError(
        .agentNotFound, message: "No agent named \(name) is loaded. See: hermes agents")
    }
    return (key, generation)
  }
}
