import Foundation
import HermesContract
import HermesThreads
import Logging

/// Makes a generation of a library: checks the file, inspects it in a child, decides the lane, and
/// creates its agents there.
struct LibraryLoader: Sendable {
  typealias Configuration = AgentRegistry.Configuration

  let configuration: Configuration
  let images: LibraryImages
  let switches: AgentSwitches?
  let control: WorkerThreads
  let deadlines: Deadlines
  let logger: Logger
  let services: AgentServices
  let remoteCards: RemoteCards
  /// See `AgentInstance.Setup`.
  let onExhausted: @Sendable (_ digest: String, _ agent: String) -> Void
  let onMisuse: @Sendable (_ digest: String, _ agent: String, _ what: String, _ count: Int) -> Void

  /// Called when the card of a remote agent has changed.
  let onRemoteChange: @Sendable (AgentSource.Key) -> Void

  /// - Throws: why none of it can be loaded.
  func load(_ source: AgentSource) async throws(LibraryRefusal) -> LibraryGeneration {
    let manifest = try source.manifest.map { (path) throws(LibraryRefusal) in
      try configuration.readManifest(path)
    }
    if let manifest, let native = manifest.native {
      return try await load(native, manifest: manifest, source: source)
    }
    if let manifest, let remote = manifest.remote {
      return try await load(remote, manifest: manifest, source: source)
    }
    let path = manifest?.library ?? source.library
    let file = try await onControl { () throws(LibraryRefusal) in
      try LibraryFile(
        path: path, copies: configuration.copies, check: configuration.check,
        runtime: configuration.swiftRuntime)
    }
    let order = ChildOrder(
      file: file, limits: Self.limits(manifest), extensions: configuration.extensions)
    let launch = launch(file: file, manifest: manifest)
    let seen = try await LibraryScan(launch: launch, deadlines: deadlines).inspect(order)
    let (lane, laneSource) = lane(manifest: manifest, file: file, signals: seen.signals)
    let agents = try settings(for: seen.cards, manifest: manifest, library: file.path)
    switch lane {
    case .process:
      return try await loadInChild(
        agents, file: file, manifest: manifest, laneSource: laneSource, order: order, launch: launch
      )
    case .auto, .inProcess:
      if !seen.signals.isEmpty {
        logger.warning(
          "library handles signals of the server, as its manifest allows",
          metadata: ["library": "\(file.path)", "signals": "\(seen.signals)"])
      }
      let generation = try await loadInServer(
        agents, file: file, manifest: manifest, laneSource: laneSource)
      // An embedded Python installs signal handlers only when its agent is created.
      guard manifest?.lane ?? .auto == .auto, let taken = images.signals(of: file.digest) else {
        return generation
      }
      await generation.stop()
      return try await loadInChild(
        agents, file: file, manifest: manifest, laneSource: Self.reason(taken), order: order,
        launch: launch)
    }
  }

  /// Runs foreign code and file operations on the control thread.
  func onControl<Value: Sendable>(
    _ body: @escaping @Sendable () throws(LibraryRefusal) -> Value
  ) async throws(LibraryRefusal) -> Value {
    let result = try? await control.run { () -> Result<Value, LibraryRefusal> in
      Result { () throws(LibraryRefusal) in try body() }
    }
    guard let result else {
      throw LibraryRefusal("agents", cause: "the server is stopping", cure: "start it again")
    }
    return try result.get()
  }

  private func lane(
    manifest: LibraryManifest?, file: LibraryFile, signals: [String]
  ) -> (LibraryLane, source: String) {
    if let manifest, let lane = manifest.lane, lane != .auto { return (lane, manifest.file) }
    if let quarantine = switches?.quarantine(of: file.digest) {
      return (.process, AgentStatus.quarantined + quarantine.reason)
    }
    let known = images.signals(of: file.digest) ?? signals
    guard known.isEmpty else { return (.process, Self.reason(known)) }
    return (.inProcess, manifest?.lane == nil ? "default (auto)" : "\(manifest?.file ?? "") (auto)")
  }

  /// Why a library does not run in the server although nothing was configured.
  private static func reason(_ signals: [String]) -> String {
    let more = signals.count > 3 ? " and \(signals.count - 3) more" : ""
    return
      "auto: it handles signals (\(signals.prefix(3).joined(separator: ", "))\(more)), which are "
      + "the server's"
  }

  /// Creates no thread until one is needed.
  func control(of file: LibraryFile) -> ControlThread {
    ControlThread(file.name, deadlines: deadlines)
  }

  typealias Planned = (index: Int, card: AgentCard, settings: AgentSettings)

  func settings(
    for cards: [AgentCard], manifest: LibraryManifest?, library: String
  ) throws(LibraryRefusal) -> [Planned] {
    if let manifest, let unknown = Set(manifest.agents.keys).subtracting(cards.map(\.name)).min() {
      throw LibraryRefusal(
        manifest.file, cause: "agents.\(unknown) is not an agent of the library",
        cure: "it holds \(cards.map(\.name).joined(separator: ", "))")
    }
    let defaults = AgentSettings.Defaults(
      deadline: configuration.defaultDeadline, configs: configuration.configs)
    var planned: [Planned] = []
    for (index, card) in cards.enumerated() {
      for warning in CardRules.warnings(card.json) {
        logger.warning(
          "card of \(card.name): \(warning)", metadata: ["library": "\(library)"])
      }
      let settings = try AgentSettings(
        card, manifest: manifest, isSwitchedOff: switches?.isDisabled(card.name) ?? false,
        defaults: defaults)
      try settings.checkRequirements(of: card, library: library)
      planned.append((index, card, settings))
    }
    return planned
  }

  func setup(
    for card: AgentCard, settings: AgentSettings, digest: String, control: ControlThread
  ) -> AgentInstance.Setup {
    let model = settings.model.value
    return AgentInstance.Setup(
      card: card, concurrency: settings.maxConcurrency.value, deadline: settings.deadline.value,
      grace: configuration.grace, deadlines: deadlines, control: control, logger: logger,
      extensions: settings.extensions,
      serve: { [services] service, call, payload, hear, reply in
        services.serve(service, for: call, payload: payload, model: model, hear: hear, reply: reply)
      },
      onExhausted: { [onExhausted] in onExhausted(digest, card.name) },
      onMisuse: { [onMisuse] what, _, count in onMisuse(digest, card.name, what, count) })
  }

  // MARK: - In the server

  private func loadInServer(
    _ planned: [Planned], file: LibraryFile, manifest: LibraryManifest?, laneSource: String
  ) async throws(LibraryRefusal) -> LibraryGeneration {
    // One library at a time, so that changes of signal handlers can be attributed to it.
    guard await images.turn.acquire() == .admitted else {
      throw LibraryRefusal(file.path, cause: "too many libraries wait to be loaded", cure: "reload")
    }
    defer { images.turn.release() }
    let control = control(of: file)
    let image: LibraryImages.Image? =
      planned.contains { $0.settings.isEnabled.value } ? try await openImage(of: file) : nil
    let before = SignalHandlers()
    var agents: [LibraryGeneration.Agent] = []
    var refusal: LibraryRefusal?
    for (index, card, settings) in planned where refusal == nil {
      var instance: AgentInstance?
      if settings.isEnabled.value, let image {
        do throws(LibraryRefusal) {
          instance = try await create(
            index: index, card: card, settings: settings, file: file, image: image, control: control
          )
        } catch { refusal = error }
      }
      agents.append(.init(card: card, settings: settings, instance: instance))
    }
    let generation = LibraryGeneration(
      file: file, manifest: manifest, lane: .inProcess, laneSource: laneSource, agents: agents,
      child: nil, control: control)
    let taken = SignalHandlers().taken(since: before)
    if !taken.isEmpty, manifest?.lane ?? .auto == .auto {
      before.putBack(taken)
      images.noteSignals(taken.map(SignalName.of), of: file.digest)
    }
    guard let refusal else { return generation }
    await generation.stop()
    throw refusal
  }

  private func openImage(of file: LibraryFile) async throws(LibraryRefusal) -> LibraryImages.Image {
    try await onControl { [images] () throws(LibraryRefusal) in
      try images.open(file, extensions: configuration.extensions)
    }
  }

  private func create(
    index: Int, card: AgentCard, settings: AgentSettings, file: LibraryFile,
    image: LibraryImages.Image, control: ControlThread
  ) async throws(LibraryRefusal) -> AgentInstance {
    let lane = InProcessLane(
      table: image.library.table, name: card.name, concurrency: settings.maxConcurrency.value,
      record: image.record)
    let instance = AgentInstance(
      setup(for: card, settings: settings, digest: file.digest, control: control), lane: lane)
    do {
      try await lane.create(
        index: index, config: .object(settings.config.value), file: file.path, for: instance)
    } catch {
      throw error as? LibraryRefusal
        ?? LibraryRefusal(file.path, cause: "agent \(card.name): \(error)", cure: "see the log")
    }
    return instance
  }

  // MARK: - In a child

  func loadInChild(
    _ planned: [Planned], file: LibraryFile, manifest: LibraryManifest?, laneSource: String,
    order: ChildOrder, launch: ChildProcess.Launch
  ) async throws(LibraryRefusal) -> LibraryGeneration {
    let child = LibraryChild(launch: launch, order: order, deadlines: deadlines)
    let control = control(of: file)
    var agents: [LibraryGeneration.Agent] = []
    var served: [LibraryChild.Agent] = []
    for (index, card, settings) in planned {
      var instance: AgentInstance?
      if settings.isEnabled.value {
        let lane = ProcessLane(child, agent: served.count)
        let made = AgentInstance(
          setup(for: card, settings: settings, digest: file.digest, control: control), lane: lane)
        served.append(
          .init(
            index: index, config: .object(settings.config.value),
            extensions: settings.extensions, instance: made))
        instance = made
      }
      agents.append(.init(card: card, settings: settings, instance: instance))
    }
    do throws(LibraryRefusal) {
      if !served.isEmpty { try await child.start(served) }
    } catch {
      child.stop()
      throw error
    }
    return LibraryGeneration(
      file: file, manifest: manifest, lane: .process, laneSource: laneSource, agents: agents,
      child: child)
  }

  func launch(
    file: LibraryFile, manifest: LibraryManifest?
  ) -> ChildProcess.Launch {
    ChildProcess.Launch(
      executable: configuration.childExecutable,
      environment: Self.environment.merging(manifest?.environment ?? [:]) { $1 }, name: file.name,
      logger: logger)
  }

  /// Not the server's environment, which may contain secrets.
  private static let environment = [
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
    // One heap per thread would reserve more address space than the limit leaves.
    "MALLOC_ARENA_MAX": "4",
    // A crash should be reported by its signal, not after a minute of symbolication.
    "SWIFT_BACKTRACE": "enable=no",
  ]

  /// The limits, with defaults for those that the manifest does not set.
  static func limits(_ manifest: LibraryManifest?) -> ProcessLimits {
    var limits = manifest?.limits ?? ProcessLimits()
    limits.memory = limits.memory ?? 4 << 30
    limits.fileSize = limits.fileSize ?? 1 << 30
    limits.descriptors = limits.descriptors ?? 1024
    limits.core = limits.core ?? 0
    return limits
  }
}
