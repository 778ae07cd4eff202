import HermesContract
import HermesThreads
import Logging
import Synchronization

/// The loaded agents. Routes calls to them by name. A set of agents is exchanged as a whole, under
/// a lock that is held only for the exchange; a call stays with the generation in which it began.
package final class AgentRegistry: AgentInvoking, AgentAdministering {
  struct Route: Sendable {
    let instance: AgentInstance
    let generation: LibraryGeneration
  }

  struct State: Sendable {
    var generations: [AgentSource.Key: LibraryGeneration] = [:]
    var routes: [String: Route] = [:]
    var refusals: [AgentSource.Key: LibraryRefusal] = [:]
    /// Sources with an agent whose name is already taken.
    var clashed: [AgentSource.Key: (source: AgentSource, names: Set<String>)] = [:]
    /// The number of the last generation of each file.
    var numbers: [AgentSource.Key: Int] = [:]
    /// Counters of generations that have ended, by agent.
    var past: [String: AgentCounters] = [:]
    var retiring: [Int: Task<Void, Never>] = [:]
    var nextRetirement = 0
  }

  let configuration: Configuration
  let logger: Logger
  private let control = WorkerThreads("agent-control", limit: 1)
  private let deadlines = Deadlines()
  private let deadlineThread: NamedThread
  private let images = LibraryImages()
  private let remoteCards = RemoteCards()
  let state = Mutex(State())
  let folders: AgentFolders

  /// - Throws: `ThreadFailure`.
  package init(_ configuration: Configuration, logger: Logger) throws {
    self.configuration = configuration
    self.logger = logger
    deadlineThread = try deadlines.start(named: "deadlines")
    folders = AgentFolders(configuration.folders, logger: logger)
  }

  // MARK: - Loading

  /// What agents may request from the server.
  private var services: AgentServices {
    AgentServices(
      invoke: { [weak self] invocation, emit in
        guard let self else { return AgentAnswer(.stopped(cooperative: true, after: .zero)) }
        return await invoke(invocation, onEmission: emit)
      },
      card: { [weak self] name in self?.route(name)?.instance.card },
      cards: { [weak self] in self?.agents.filter(\.isCallable).map(\.card) ?? [] },
      hasFreeSlot: { [weak self] name in
        self?.route(name).map { $0.instance.slots.inUse < $0.instance.slots.limit } ?? false
      },
      store: configuration.store, storeQuota: configuration.storeQuota,
      blobs: configuration.blobs, blobQuota: configuration.blobQuota, models: configuration.models,
      meter: configuration.meter,
      logger: logger)
  }

  private func route(_ name: String) -> Route? { state.withLock { $0.routes[name] } }

  private var loader: LibraryLoader {
    LibraryLoader(
      configuration: configuration, images: images, switches: configuration.switches,
      control: control, deadlines: deadlines, logger: logger,
      services: services, remoteCards: remoteCards,
      onExhausted: { [weak self] digest, agent in
        self?.quarantine(
          digest, reason: "\(agent) gave back none of its slots after their deadlines")
      },
      onMisuse: { [weak self] digest, agent, what, count in
        guard count == Configuration.toleratedMisuse else { return }
        self?.quarantine(digest, reason: "\(agent) broke the rules \(count) times, last: \(what)")
      },
      onRemoteChange: { [weak self] key in
        guard let self else { return }
        Task { await self.folders.invalidate([key], registry: self) }
      })
  }

  /// Loads every library in the folders, in the order of their names, and follows the folders if
  /// the configuration says so.
  package func load() async {
    await folders.update(self)
    if configuration.isWatching { await folders.follow(self) }
  }

  /// Checks every file again, and loads those that have changed or were refused.
  package func reload() async { await folders.update(self) }

  /// The files whose content determines a source.
  func files(of source: AgentSource) -> Set<String> {
    // If a manifest names a library elsewhere, that file as well.
    let manifest = source.manifest.flatMap { try? configuration.readManifest($0) }
    // Libraries that the system finds by name are maintained by the system.
    let native = manifest?.native?.library
    guard manifest?.remote == nil else { return Set(source.manifest.map { [$0] } ?? []) }
    let named = manifest?.library ?? native.flatMap { $0.hasPrefix("/") ? $0 : nil }
    let library = named ?? source.library
    let paths = [library, library + ".sig"] + (source.manifest.map { [$0] } ?? [])
    return Set(paths.flatMap(AgentSource.places))
  }

  func prepare(_ source: AgentSource) async -> Result<LibraryGeneration, LibraryRefusal> {
    do throws(LibraryRefusal) { return .success(try await loader.load(source)) } catch {
      return .failure(error)
    }
  }

  /// Replaces the source's generation with the prepared one. If loading failed, the earlier
  /// generation stays in service.
  func install(
    _ source: AgentSource, result: Result<LibraryGeneration, LibraryRefusal>
  ) async {
    do throws(LibraryRefusal) {
      let generation = try result.get()
      do throws(LibraryRefusal) { try install(generation, from: source) } catch {
        await generation.stop()
        throw error
      }
    } catch {
      noteRefusal(of: source.key, refusal: error)
    }
  }

  private func install(
    _ generation: LibraryGeneration, from source: AgentSource
  ) throws(LibraryRefusal) {
    let key = source.key
    let result = state.withLock { state -> Result<LibraryGeneration?, LibraryRefusal> in
      if let clash = state.clash(of: generation, key: key) {
        state.clashed[key] = (source, Set(generation.agents.map(\.card.name)))
        return .failure(clash)
      }
      state.numbers[key, default: 0] += 1
      generation.number.store(state.numbers[key] ?? 1, ordering: .relaxed)
      let old = state.remove(key)
      state.generations[key] = generation
      for agent in generation.agents {
        guard let instance = agent.instance else { continue }
        state.routes[agent.card.name] = Route(instance: instance, generation: generation)
      }
      state.refusals[key] = nil
      state.clashed[key] = nil
      return .success(old)
    }
    let old = try result.get()
    logger.info(
      "library loaded",
      metadata: [
        "library": "\(generation.file.path)", "lane": "\(generation.lane.rawValue)",
        "generation": "\(generation.number.load(ordering: .relaxed))",
        "agents": "\(generation.agents.map(\.card.name).joined(separator: ", "))",
      ])
    guard let old else { return }
    // Calls in the old generation may hang, so the calls that wait for its slots must not wait for
    // them.
    old.handOverWaiting(to: generation)
    retire(old)
  }

  /// Takes a source out of service. Its calls continue until they end.
  func remove(_ key: AgentSource.Key) {
    let old = state.withLock { state in
      state.refusals[key] = nil
      state.clashed[key] = nil
      return state.remove(key)
    }
    guard let old else { return }
    logger.info("library removed", metadata: ["library": "\(old.file.path)"])
    retire(old)
  }

  private func retire(_ generation: LibraryGeneration) {
    state.withLock { state in
      let id = state.nextRetirement
      state.nextRetirement += 1
      state.retiring[id] = Task {
        await generation.retire()
        self.state.withLock { state in
          state.keepCounts(of: generation)
          state.retiring[id] = nil
        }
      }
    }
  }

  /// Records that a folder cannot be read; nil once it can.
  func noteRefusal(of key: AgentSource.Key, refusal: LibraryRefusal?) {
    let isNew = state.withLock { state in
      defer { state.refusals[key] = refusal }
      return state.refusals[key] != refusal
    }
    if isNew, let refusal {
      logger.error("library refused", metadata: ["reason": "\(refusal)"])
    }
  }

  var refusedKeys: [AgentSource.Key] { state.withLock { Array($0.refusals.keys) } }

  /// Takes the sources that were refused because of a name that is now free.
  func takeUnblocked() -> [AgentSource] {
    state.withLock { state in
      let taken = Set(state.generations.values.flatMap { $0.agents.map(\.card.name) })
      let free = state.clashed.filter { taken.isDisjoint(with: $0.value.names) }
      for key in free.keys { state.clashed[key] = nil }
      return free.sorted { $0.key < $1.key }.map(\.value.source)
    }
  }

  /// One refusal for each library that was not loaded.
  package var refusals: [LibraryRefusal] {
    state.withLock { state in state.refusals.sorted { $0.key < $1.key }.map(\.value) }
  }

  // MARK: - Calls

  /// The state of every agent, including disabled ones, sorted by name.
  package var agents: [AgentStatus] {
    let (generations, past) = state.withLock { state in
      (state.generations.sorted { $0.key < $1.key }.map(\.value), state.past)
    }
    return generations.flatMap { generation in
      generation.agents.map { agent in
        generation.status(past: past[agent.card.name] ?? AgentCounters(), agent)
      }
    }
  }

  /// nil if no agent of that name is loaded.
  package func card(of agent: String) -> AgentCard? {
    state.withLock { state in
      state.routes[agent]?.instance.card
        ?? state.generations.values.lazy.flatMap(\.agents).first { $0.card.name == agent }?.card
    }
  }

  /// Routes a call to its agent; see `AgentInvoking.invoke`.
  package func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentAnswer {
    while true {
      if let answer = await invokeOnce(invocation, onEmission: onEmission) { return answer }
    }
  }

  /// - Returns: nil if the agent's library was replaced before the call got a slot.
  private func invokeOnce(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentAnswer? {
    guard let route = enterRoute(invocation.agent) else {
      return AgentAnswer(
        .failed(
          HermesError(
            .agentNotFound,
            message: "No agent named \(invocation.agent) is loaded.")))
    }
    defer { route.generation.use.leave() }
    let outcome = await route.instance.invoke(invocation) { emission, stored in
      // A question is an outcome of the call, and is handled by the instance.
      if let event = emission.event { onEmission(event, stored) }
    }
    guard var answer = outcome else { return nil }
    if case .completed(let result) = answer.outcome, result.hasBlobs {
      answer.outcome = await services.sealing(
        result, of: invocation.task, agent: invocation.agent)
    }
    return answer
  }

  /// Counts as a use of the generation until the caller leaves it.
  private func enterRoute(_ name: String) -> Route? {
    state.withLock { state in
      let route = state.routes[name]
      // Before the lock is released: after that the generation may be replaced.
      route?.generation.use.enter()
      return route
    }
  }

  /// Asks the agent what became of a step; see `AgentInvoking.reconcile`.
  package func reconcile(
    agent: String, stepKey: String, of task: TaskID
  ) async -> Reconciliation {
    guard let route = enterRoute(agent) else { return .unknown }
    defer { route.generation.use.leave() }
    let answer = await route.instance.reconcile(stepKey)
    guard case .done(let result) = answer, result.hasBlobs else { return answer }
    guard case .completed(let sealed) = await services.sealing(result, of: task, agent: agent)
    else {
      return .unknown
    }
    return .done(sealed)
  }

  /// Informs the agent that its question will not be answered.
  package func withdraw(_ question: AgentQuestion, from agent: String) async {
    guard let route = enterRoute(agent) else { return }
    defer { route.generation.use.leave() }
    await route.instance.lane.withdraw(question)
  }

  /// Ends every call and destroys the instances. Nothing may be invoked afterwards.
  package func stop() async {
    await folders.stop()
    let (generations, retiring) = state.withLock { state in
      (Array(state.generations.values), Array(state.retiring.values))
    }
    await withTaskGroup { group in
      for generation in generations { group.addTask { await generation.stop() } }
      for task in retiring { group.addTask { await task.value } }
    }
    control.stop()
    deadlines.stop()
  }
}
