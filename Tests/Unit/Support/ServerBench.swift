import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import HermesStorage
import HermesStreams
import NIOCore
import NIOPosix

/// What the doors of a server stand before: tasks over a store in memory, accounts and streams.
struct ServerBench: Sendable {
  let bench: StoreBench
  let agents: ScriptedAgents
  let accounts: AccountService
  let orchestration: Orchestration
  let connections: ConnectionRegistry
  let streams: StreamServices
  private let journal: Journal
  private let secrets: SigningSecrets
  private let folder: TemporaryFolder

  var user: UserRecord { bench.user }
  var tasks: TaskService { orchestration.tasks }

  /// - Parameters:
  ///   - eventLoops: those of the connections.
  ///   - tokenSeconds: how long tokens are good.
  init(
    _ agents: ScriptedAgents? = nil,
    eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    tokenSeconds: Int64 = 3600, cancelGrace: Duration = .zero
  ) async throws {
    folder = try TemporaryFolder()
    bench = try await StoreBench(.inMemory)
    self.agents = try agents ?? ScriptedAgents([.worker()])
    let broadcaster = Broadcaster(eventLoops: eventLoops, store: bench.store)
    journal = try Journal(
      store: bench.store, broadcaster: broadcaster, logger: JournalBench.logger)
    connections = ConnectionRegistry(.init(perUser: 9, perAddress: 9))
    secrets = try SigningSecrets.load(path: folder.file("keys"))
    accounts = await Self.accounts(bench, secrets, tokenSeconds: tokenSeconds) {
      [connections] in connections.close(session: $0)
    }
    var settings = OrchestrationConfiguration()
    settings.cancelGrace = cancelGrace
    orchestration = Orchestration(
      settings, journal: journal, broadcaster: broadcaster, store: bench.store,
      invoker: self.agents, index: try AgentIndex(),
      onDelete: { [connections] in connections.close(task: $0) }, logger: JournalBench.logger)
    streams = StreamServices(
      accounts: accounts, tasks: orchestration.tasks, broadcaster: broadcaster,
      connections: connections, epoch: bench.store.epoch,
      operatorIdentity: Identity(
        user: bench.user.id, session: SessionID("control"), scope: .admin,
        expiresAt: Timestamp.now.adding(seconds: 86_400)),
      stallLimit: .seconds(30), proxies: TrustedProxies([]))
    try await orchestration.start(isAfterDeath: false)
  }

  private static func accounts(
    _ bench: StoreBench, _ secrets: SigningSecrets, tokenSeconds: Int64,
    onRevoke: @escaping @Sendable (SessionID) -> Void = { _ in }
  ) async -> AccountService {
    var configuration = AccountService.Configuration()
    configuration.accessLifetime = tokenSeconds
    return await AccountService(
      configuration, store: bench.store, hasher: PasswordHasher(cost: 10), secrets: secrets,
      onRevoke: onRevoke)
  }

  /// Another token of an account, which is good for so long.
  func token(of name: String = "grace", seconds: Int64) async throws -> String {
    let accounts = await Self.accounts(bench, secrets, tokenSeconds: seconds)
    return try await accounts.login(
      email: "\(name)@example.org", password: "secret", address: "x"
    ).access
  }

  /// A new account, and a token of it.
  func register(_ name: String = "grace") async throws -> (user: UserID, token: String) {
    let grant = try await accounts.register(
      Registration(email: "\(name)@example.org", password: "secret"), address: "x")
    return (grant.user.id, grant.access)
  }

  /// A task of one step on the first agent.
  func submit(owner: UserID? = nil) async throws -> TaskID {
    try await tasks.submit(
      TaskRequest(
        owner: owner ?? user.id, message: Message(parts: [Part(text: "Work")]),
        directAgent: agents.agents.first?.card.name)
    ).task.id
  }

  func stop() async throws {
    await orchestration.stop(grace: .zero)
    let journal = journal
    try await NIOThreadPool.singleton.runIfActive { journal.stop() }
  }
}
