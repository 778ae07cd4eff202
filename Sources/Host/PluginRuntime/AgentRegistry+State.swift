import HermesContract

extension AgentRegistry.State {
  /// Why a generation cannot be served next to the others.
  func clash(
    of generation: LibraryGeneration, key: AgentSource.Key
  ) -> LibraryRefusal? {
    for (other, loaded) in generations where other != key {
      for agent in loaded.agents
      where generation.agents.contains(where: { $0.card.name == agent.card.name }) {
        return LibraryRefusal(
          generation.file.path,
          cause: "an agent named \(agent.card.name) is loaded already from \(loaded.file.path)",
          cure: "remove one of the two")
      }
    }
    return nil
  }

  mutating func remove(_ key: AgentSource.Key) -> LibraryGeneration? {
    guard let old = generations.removeValue(forKey: key) else { return nil }
    for agent in old.agents { routes[agent.card.name] = nil }
    return old
  }

  /// Adds the counters of a generation that has ended to the totals.
  mutating func keepCounts(of generation: LibraryGeneration) {
    for agent in generation.agents {
      guard let instance = agent.instance else { continue }
      past[agent.card.name, default: AgentCounters()].add(instance.state.withLock { $0.counters })
    }
  }
}
