import HermesContract

/// Enabling and disabling agents, and moving libraries between lanes.
extension AgentRegistry {
  /// Moves every `auto` library with this content to its own process.
  func quarantine(_ digest: String, reason: String) {
    guard let switches = configuration.switches, switches.quarantine(of: digest) == nil else {
      return
    }
    let found = state.withLock { state in
      state.generations.first {
        $0.value.file.digest == digest && $0.value.lane == .inProcess
          && $0.value.manifest?.lane ?? .auto == .auto
      }
    }
    guard let (key, found) = found else { return }
    do {
      try switches.setQuarantine(
        of: digest, to: .init(reason: reason, library: found.file.path, at: .now))
    } catch {
      logger.error("quarantine not stored", metadata: ["error": "\(error)"])
    }
    logger.error(
      "agent_quarantined", metadata: ["library": "\(found.file.path)", "reason": "\(reason)"])
    configuration.onQuarantine(
      QuarantineNotice(
        library: found.file.path, digest: digest, agents: found.agents.map(\.card.name),
        reason: reason))
    // Called on a library's own thread or on the deadlines' thread, which must not wait.
    Task { await folders.invalidate([key], registry: self) }
  }

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
