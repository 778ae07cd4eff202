import HermesContract
import Synchronization

/// One load of a library: its agents with their settings. A replaced file makes the next
/// generation; the calls in this one end in it.
final class LibraryGeneration: Sendable {
  struct Agent: Sendable {
    let card: AgentCard
    let settings: AgentSettings
    /// nil if the agent is disabled.
    let instance: AgentInstance?
  }

  let file: LibraryFile
  let manifest: LibraryManifest?
  /// The lane that was chosen; never `auto`.
  let lane: LibraryLane
  /// Where the choice of lane comes from.
  let laneSource: String
  private let laneName: String
  let agents: [Agent]
  /// By agent name. Cached because every list of agents shows them.
  private let shownSettings: [String: JSONObject]
  let child: LibraryChild?
  /// Set for a library that runs in the server.
  private let control: ControlThread?
  /// Set for a remote agent that is enabled.
  let watch: RemoteWatch?
  /// From 1 for each file; set when the generation is taken into service.
  let number = Atomic<Int>(0)
  /// Calls that are passing through it.
  let use = UseCount()

  init(
    file: LibraryFile, manifest: LibraryManifest?, lane: LibraryLane, laneSource: String,
    agents: [Agent], child: LibraryChild?, control: ControlThread? = nil,
    watch: RemoteWatch? = nil
  ) {
    self.file = file
    self.manifest = manifest
    self.lane = lane
    self.laneSource = laneSource
    self.agents = agents
    self.child = child
    self.control = control
    self.watch = watch
    // The name that people see.
    laneName = manifest?.remote == nil ? lane.rawValue : "remote"
    let shown: JSONValue = ["value": .string(laneName), "source": .string(laneSource)]
    let pairs = agents.map { agent in
      var settings = agent.settings.json
      settings["lane"] = shown
      return (agent.card.name, settings)
    }
    shownSettings = Dictionary(pairs) { first, _ in first }
  }

  /// Moves the calls that have no slot yet to the generation that replaces this one, which must be
  /// in service.
  func handOverWaiting(to next: LibraryGeneration) {
    let there = Set(next.agents.filter { $0.instance != nil }.map(\.card.name))
    for agent in agents where there.contains(agent.card.name) { agent.instance?.slots.close() }
  }

  /// Ends a generation that receives no more calls, after waiting for those still in it.
  func retire() async {
    await use.waitUntilIdle()
    await stop()
  }

  /// Ends every call and every agent.
  func stop() async {
    watch?.stop()
    await withTaskGroup { group in
      for agent in agents { group.addTask { await agent.instance?.stop() } }
    }
    child?.stop()
    // An instance that is still in a call may be waiting for an answer there.
    let areOver = agents.allSatisfy { agent in
      agent.instance?.state.withLock { $0.calls.open.isEmpty } ?? true
    }
    if areOver { control?.stop() }
  }

  func status(past: AgentCounters, _ agent: Agent) -> AgentStatus {
    let counters = agent.instance?.state.withLock { $0.counters } ?? AgentCounters()
    let capacity = agent.instance.map { $0.slots.limit - counters.writtenOff } ?? 0
    let outage = watch?.outage ?? agent.instance?.lane.outage
    var usage = past.usage
    usage.add(counters.usage)
    // The figures of the whole child, if it serves this agent alone.
    if let child, agents.count == 1 {
      usage.cpuNanoseconds = past.usage.cpuNanoseconds &+ child.cpuNanoseconds
      usage.isCPUPartial = past.usage.isCPUPartial
    }
    return AgentStatus(
      card: agent.card, library: file.path, digest: file.digest,
      generation: number.load(ordering: .relaxed), lane: laneName, laneSource: laneSource,
      state: state(agent, capacity: capacity, outage: outage), reason: outage,
      running: agent.instance?.slots.inUse ?? 0, capacity: max(0, capacity),
      calls: past.calls + counters.calls, errors: past.errors + counters.errors,
      misuse: past.misuse + counters.misuse, usage: usage,
      settings: .object(shownSettings[agent.card.name] ?? JSONObject()))
  }

  private func state(_ agent: Agent, capacity: Int, outage: String?) -> AgentStatus.State {
    if watch != nil, outage != nil || agent.instance == nil { return .unavailable }
    if agent.instance == nil { return .disabled }
    if outage != nil { return .restarting }
    return capacity > 0 ? .ready : .exhausted
  }
}
