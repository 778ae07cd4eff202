import HermesContract

/// Moving libraries that endanger the server to separate processes.
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
}
