import Crypto
import HermesAccounts
import HermesConfiguration
import HermesContract
import HermesEvents
import HermesHTTP
import HermesListener
import HermesModel
import HermesOrchestration
import HermesPluginRuntime
import HermesStorage
import HermesStreams
import HermesThreads
import HermesTracing
import HermesWebSocket
import Hummingbird
import HummingbirdCore
import Logging
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// Assembles the server from its parts: storage, events, agents, orchestration, listeners.
struct ServerHost: Sendable {
  let settings: ServerSettings
  let directory: DataDirectory
  let registry: AgentRegistry
  let orchestration: Orchestration
  let connections: ConnectionRegistry
  /// How the last run ended, if it crashed.
  var crash: CrashReport? { lastRun.report }
  private let lastRun: LastRun
  /// Commands on accounts lock the data directory briefly.
  private static let lockPatience = Duration.seconds(2)
  private let lock: DataDirectory.Lock
  private let store: any Store
  private let journal: Journal
  private let hasher: PasswordHasher
  let audit: AuditLog
  private let blobs: BlobFiles
  private let loopLag: LoopLagProbe
  private let spans: SpanExporter?
  let models: ModelClient
  let http: HTTPServices
  let reload = SettingsReload()
  private let streams: StreamServices
  private let origins: OriginPolicy
  let gate: ConnectionGate
  private let reserve = DescriptorReserve()
  private let logger: Logger

  /// Opens the storage and loads the agents. Nothing is served yet.
  /// - Throws: `StartupError` with a remedy.
  init(settings: ServerSettings, directory: DataDirectory, logger: Logger) async throws {
    self.settings = settings
    self.directory = directory
    self.logger = logger
    guard let lock = try await directory.lock(waiting: Self.lockPatience) else {
      throw StartupError(
        "Another server is using the data directory \(directory.path). Stop it, or choose another one with --data."
      )
    }
    self.lock = lock
    if !directory.tightened.isEmpty {
      logger.warning(
        "files in the data directory were accessible to other users; their access was removed",
        metadata: ["files": "\(directory.tightened.joined(separator: ", "))"])
    }
    blobs = try BlobFiles(folder: directory.blobs)
    let store = try SQLiteStore(
      path: directory.database, durability: .init(rawValue: settings.durability) ?? .power,
      blobs: blobs,
      quotas: Quotas(
        storedBytes: Int64(settings.storageBytesPerUser), tasksPerDay: Int64(settings.tasksPerDay),
        tokensPerDay: Int64(settings.modelTokensPerDay),
        sharedBytes: Int64(settings.retentionBytes)))
    try await store.removeOrphanedBlobs()
    self.store = store
    let spans = SpanExporter.make(settings, logger: logger)
    self.spans = spans
    let metrics = StreamMetrics()
    let serverMetrics = ServerMetrics()
    let loops = MultiThreadedEventLoopGroup.singleton
    loopLag = LoopLagProbe(loops: loops, metrics: metrics)
    let publicURL = PublicURL(settings.publicURL)
    let broadcaster = Broadcaster(
      eventLoops: loops, store: store, metrics: metrics, publicPath: publicURL?.path ?? .none)
    journal = try Journal(store: store, broadcaster: broadcaster, logger: logger)
    connections = ConnectionRegistry(Self.streamLimits(settings))
    hasher = PasswordHasher(cost: settings.passwordCost)
    let audit = AuditLog(
      path: directory.auditLog, metrics: serverMetrics, logger: logger)
    self.audit = audit
    let accounts = await AccountService(
      Self.accountConfiguration(settings), store: store, hasher: hasher,
      secrets: try SigningSecrets.load(path: directory.signingKeys), audit: audit,
      onRevoke: { [connections] in connections.close(session: $0) })
    var agents = try AgentRegistry.Configuration(settings: settings, directory: directory)
    agents.isWatching = true
    agents.store = store
    agents.blobs = blobs
    models = ModelClient(Self.modelConfiguration(settings), tls: ClientTLS.configuration)
    let countedModels = CountedModel(models, metrics: serverMetrics)
    agents.models = countedModels
    agents.meter = store
    agents.onQuarantine = { [connections] notice in
      connections.notifyAdmins(
        ServerFrame.agentQuarantined(
          agents: notice.agents, library: notice.library, digest: notice.digest,
          reason: notice.reason))
    }
    lastRun = try Self.lastRun(directory, switches: agents.switches, logger: logger)
    let registry = try AgentRegistry(agents, logger: logger)
    self.registry = registry
    await registry.load()
    orchestration = Orchestration(
      Self.orchestrationConfiguration(settings), journal: journal, broadcaster: broadcaster,
      store: store, invoker: registry,
      index: try AgentIndex(),
      models: settings.modelPlanning == "auto" && !settings.modelURL.isEmpty
        ? countedModels : nil,
      meter: store, metrics: serverMetrics,
      spans: spans, onDelete: { [connections] in connections.close(task: $0) }, logger: logger)
    origins = OriginPolicy(
      isLoopback: Self.isLoopback(settings.host), allowed: settings.allowOrigins,
      hosts: settings.allowedHosts, publicURL: publicURL)
    let identity = try await OperatorAccount.identity(in: store)
    let proxies = TrustedProxies(settings.trustedProxies)
    gate = ConnectionGate(Self.connectionLimits(settings), proxies: proxies)
    let streams = StreamServices(
      accounts: accounts, audit: audit, tasks: orchestration.tasks, broadcaster: broadcaster,
      connections: connections, epoch: store.epoch, operatorIdentity: identity,
      stallLimit: .seconds(Int64(settings.stalledReaderSeconds)), proxies: proxies)
    self.streams = streams
    http = HTTPServices(
      accounts: accounts, audit: audit, tasks: orchestration.tasks, blobs: blobs,
      metrics: metrics, serverMetrics: serverMetrics, spans: spans, connections: connections,
      eventSources: EventSourceDoor(streams),
      waitingRequestsPerUser: settings.waitingRequestsPerUser,
      requestsPerAddress: settings.connectionsPerAddress, proxies: proxies,
      origins: origins, publicURL: publicURL,
      requests: Throttle(
        burst: settings.requestBurst, perSecond: Double(settings.requestsPerSecond)),
      version: HermesCommand.version, epoch: store.epoch, operatorIdentity: identity,
      administration: registry, reload: reload, logger: logger)
  }

  /// As the initializer, but a failed start is not reported as a crash by the next one.
  static func opened(
    settings: ServerSettings, directory: DataDirectory, logger: Logger
  ) async throws -> ServerHost {
    do {
      return try await ServerHost(settings: settings, directory: directory, logger: logger)
    } catch {
      CrashReport.endRecord()
      throw error
    }
  }

  /// Reads the record of the last run, and begins a new record for this one.
  private static func lastRun(
    _ directory: DataDirectory, switches: AgentSwitches?, logger: Logger
  ) throws -> LastRun {
    let lastRun = CrashReport.lastRun(directory.callRecord)
    if let report = lastRun.report {
      logger.error("the last run did not end normally", metadata: ["report": "\(report)"])
    }
    try switches?.settle(lastRun)
    try CrashReport.beginRecord(directory.callRecord)
    return lastRun
  }

  // MARK: - Pieces

  static func accountConfiguration(
    _ settings: ServerSettings
  ) -> AccountService.Configuration {
    var configuration = AccountService.Configuration()
    configuration.minimumPasswordLength = settings.minimumPasswordLength
    configuration.accessLifetime = Int64(settings.accessTokenSeconds)
    configuration.registerBurst = settings.registerBurst
    configuration.registration = RegistrationPolicy(settings)
    return configuration
  }

  private static func orchestrationConfiguration(
    _ settings: ServerSettings
  ) -> OrchestrationConfiguration {
    var configuration = OrchestrationConfiguration()
    configuration.runningPerUser = settings.runningTasksPerUser
    configuration.queuedPerUser = settings.queuedTasksPerUser
    configuration.running = settings.runningTasks
    configuration.maximumQueryBytes = settings.maximumQueryBytes
    configuration.taskDeadline = .seconds(settings.taskSeconds)
    configuration.inputLifetime = .seconds(settings.inputSeconds)
    configuration.requiresApproval = settings.requireApproval
    configuration.modelLimit = .seconds(settings.modelPlanningSeconds)
    return configuration
  }

  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  // MARK: - Running

  /// A listener; all listeners have the same routes.
  /// - Parameter isOperators: whether it is the control socket, which accepts connections even when
  ///   descriptors are scarce.
  func makeDoor(
    _ address: BindAddress, tls: ServerCertificate? = nil, isOperators: Bool = false,
    onRunning: @escaping @Sendable () async -> Void
  ) -> some Service {
    let streams = streams
    let origins = origins
    let publicPath = PublicURL(settings.publicURL)?.path ?? .none
    let gate = gate
    let reserve = reserve
    let logger = logger
    var limits = ConnectionLimits()
    limits.firstRequest = .seconds(Int64(settings.handshakeSeconds))
    limits.framesPerSecond = settings.socketFramesPerSecond
    limits.request = .seconds(Int64(settings.requestSeconds))
    limits.idle = .seconds(settings.keepAliveSeconds)
    limits.unreadAnswer = .seconds(Int64(settings.stalledReaderSeconds))
    return Application(
      router: HermesRouter.makeRouter(http),
      server: HTTPServerBuilder { [limits] in
        StreamDoor.channel(
          responder: $0, gate: gate, origins: origins, publicPath: publicPath, limits: limits,
          tls: tls, services: streams)
      },
      configuration: .init(address: address, serverName: "Hermes", backlog: 4096),
      onServerRunning: { channel in
        try? await channel.eventLoop.submit {
          try channel.pipeline.syncOperations.addHandler(
            AcceptBackoff(reserve: reserve, mayUseReserve: isOperators, logger: logger),
            position: .first)
        }.get()
        await onRunning()
      }, logger: logger)
  }

  /// Resumes what the last run left, serves until a signal, and drains.
  /// - Parameter onStopping: called when a signal begins the shutdown, before tasks are drained.
  func run(
    _ services: [any Service], signals: [UnixSignal],
    onStopping: @escaping @Sendable () -> Void = {}
  ) async throws {
    try await orchestration.start(isAfterDeath: lastRun != .endedInOrder)
    // At debug level the service group logs every service with all of its properties, including
    // secrets.
    var logger = logger
    logger.logLevel = max(logger.logLevel, .info)
    var configuration = ServiceGroupConfiguration(
      // Services shut down in reverse order: the drain comes first, while the listeners are still
      // open.
      services: services
        + [
          retention, RemovalService(store: store, logger: logger),
          DrainService(host: self, onStopping: onStopping),
        ],
      gracefulShutdownSignals: signals,
      logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(settings.drainSeconds + 5)
    try await ServiceGroup(configuration: configuration).run()
  }

  private var retention: RetentionService {
    func limit(_ seconds: Int) -> Duration? { seconds > 0 ? .seconds(seconds) : nil }
    return RetentionService(
      retention: Retention(
        age: limit(settings.retentionSeconds),
        bytes: settings.retentionBytes > 0 ? Int64(settings.retentionBytes) : nil,
        minimum: .seconds(settings.retentionMinimumSeconds)),
      store: store, interval: .seconds(settings.retentionIntervalSeconds),
      connections: connections, logger: logger)
  }

  /// Lets running tasks finish, then closes the sockets.
  func drain() async {
    await orchestration.stop(grace: .seconds(settings.drainSeconds))
    connections.closeAll(code: 1012, reason: "The server is restarting.")
  }

  /// Stops agents and threads. Nothing may be served afterwards.
  func stop() async {
    await orchestration.stop(grace: .zero)
    await registry.stop()
    await models.stop()
    await spans?.stop()
    hasher.stop()
    loopLag.stop()
    let (journal, blobs, store, audit, logger) = (journal, blobs, store, audit, logger)
    await withCheckedContinuation { continuation in
      let end: @Sendable () -> Void = {
        journal.stop()
        blobs.stop()
        audit.stop()
        do { try store.close() } catch {
          logger.error("the database could not be closed", metadata: ["error": "\(error)"])
        }
        CrashReport.endRecord()
        continuation.resume()
      }
      // If no thread can be started, run it here: nothing else is left to do.
      if (try? NamedThread("stop", body: end)) == nil { end() }
    }
  }
}

/// Runs as long as the server; at shutdown it lets tasks finish.
private struct DrainService: Service {
  let host: ServerHost
  let onStopping: @Sendable () -> Void

  func run() async throws {
    try? await gracefulShutdown()
    onStopping()
    await host.drain()
  }
}
