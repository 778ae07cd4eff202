import Foundation
import HermesContract
import HermesThreads
import Logging
import Synchronization

/// The loaded agents: finds libraries in folders, opens them, creates an instance of each agent and
/// routes calls to it by name. One bad library never keeps another from loading.
package final class AgentRegistry: AgentInvoking {
  package struct Configuration: Sendable {
    /// Searched in order for `*.so`.
    package var folders: [String]
    /// Where private copies of libraries are kept; made when missing, mode 0700.
    package var copies: String
    /// For agents whose card names none.
    package var defaultDeadline: Duration
    /// How long an agent may take to finish a call that was cancelled or is past its deadline.
    package var grace: Duration
    /// What each agent's `create` receives, by name.
    package var configs: [String: JSONValue]

    package init(
      folders: [String], copies: String, defaultDeadline: Duration = .seconds(120),
      grace: Duration = .milliseconds(1500), configs: [String: JSONValue] = [:]
    ) {
      self.folders = folders
      self.copies = copies
      self.defaultDeadline = defaultDeadline
      self.grace = grace
      self.configs = configs
    }
  }

  private struct Loaded: Sendable {
    let instance: AgentInstance
    let library: LibraryFile
  }

  private struct State: Sendable {
    var byName: [String: Loaded] = [:]
    var order: [String] = []
    var refusals: [LibraryRefusal] = []
  }

  private let configuration: Configuration
  private let logger: Logger
  private let control = WorkerThreads("agent-control", limit: 1)
  private let deadlines = Deadlines()
  private let deadlineThread: NamedThread
  private let state = Mutex(State())

  package init(_ configuration: Configuration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    deadlineThread = deadlines.start(named: "deadlines")
  }

  /// Loads every library of the folders, in the order of their names.
  package func load() async {
    for folder in configuration.folders {
      let names: [String]
      do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
        refuse(
          LibraryRefusal(
            folder, "the folder of agents can't be read",
            cure: "create it or name another with --agents"))
        continue
      }
      for name in names where name.hasSuffix(".so") { await load(path: folder + "/" + name) }
    }
  }

  private func load(path: String) async {
    do {
      let library = try await control.run { [configuration] in
        try Library(path: path, copies: configuration.copies, extensions: [])
      }
      for (index, card) in library.cards.enumerated() { try await add(library, index, card) }
    } catch let refusal as LibraryRefusal {
      refuse(refusal)
    } catch {
      refuse(LibraryRefusal(path, "\(error)", cure: "report this: it should not happen"))
    }
  }

  private func add(_ library: Library, _ index: Int, _ card: AgentCard) async throws {
    if let other = state.withLock({ $0.byName[card.name]?.library.path }) {
      throw LibraryRefusal(
        library.file.path, "an agent named \(card.name) is loaded already from \(other)",
        cure: "remove one of the two")
    }
    let instance = AgentInstance(
      card: card, table: library.table, control: control, deadlines: deadlines,
      defaultDeadline: configuration.defaultDeadline, grace: configuration.grace, logger: logger)
    try await instance.create(
      index: index, config: configuration.configs[card.name] ?? .object(JSONObject()),
      file: library.file.path)
    state.withLock { state in
      state.byName[card.name] = Loaded(instance: instance, library: library.file)
      state.order.append(card.name)
    }
    logger.info(
      "agent loaded",
      metadata: [
        "agent": "\(card.name)", "library": "\(library.file.path)", "version": "\(card.version)",
      ])
  }

  private func refuse(_ refusal: LibraryRefusal) {
    state.withLock { $0.refusals.append(refusal) }
    logger.error("library refused", metadata: ["reason": "\(refusal)"])
  }

  /// One line per library or agent that was not loaded.
  package var refusals: [LibraryRefusal] { state.withLock { $0.refusals } }

  package var agents: [AgentStatus] {
    let loaded = state.withLock { state in state.order.compactMap { state.byName[$0] } }
    return loaded.map(status)
  }

  private func status(_ loaded: Loaded) -> AgentStatus {
    let instance = loaded.instance
    let counters = instance.state.withLock { $0.counters }
    let capacity = instance.slots.limit - counters.writtenOff
    return AgentStatus(
      card: instance.card, library: loaded.library.path, digest: loaded.library.digest,
      generation: 1, lane: "in-process", state: capacity > 0 ? .ready : .exhausted,
      running: instance.slots.inUse, capacity: capacity, calls: counters.calls,
      errors: counters.errors, misuse: counters.misuse)
  }

  package func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentOutcome {
    guard let instance = state.withLock({ $0.byName[invocation.agent]?.instance }) else {
      return .failed(
        HermesError(
          "agent_not_found",
          "No agent named \(invocation.agent) is loaded. GET /api/v1/agents lists them."))
    }
    return await instance.invoke(invocation, emit: onEmission)
  }

  /// Ends every call and destroys the instances. Nothing may be invoked afterwards.
  package func stop() async {
    let instances = state.withLock { $0.byName.values.map(\.instance) }
    await withTaskGroup { group in
      for instance in instances { group.addTask { await instance.stop() } }
    }
    control.stop()
    deadlines.stop()
  }
}
