import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import HermesStreams
import Logging

/// What the routes need from the server.
package struct HTTPServices: Sendable {
  let accounts: AccountService
  let audit: (any AuditRecording)?
  let tasks: TaskService
  let blobs: any BlobStore
  let metrics: StreamMetrics
  let serverMetrics: ServerMetrics
  let spans: (any SpanRecording)?
  let connections: ConnectionRegistry
  let eventSources: EventSourceDoor
  let waitingRequests: WaitingRequests
  let requestsPerAddress: Int
  /// Limits each user's concurrent database reads.
  let turns = UserTurns()
  let proxies: TrustedProxies
  let untrustedProxy: UntrustedProxy
  let origins: OriginPolicy
  let publicURL: PublicURL?
  /// The requests of each user.
  package let requests: Throttle
  let version: String
  /// Precedes the paths in links.
  var publicPath: PublicPath { publicURL?.path ?? .none }
  /// Identifies the journal.
  let epoch: String
  /// The identity of requests over the control socket, which is the operator's own.
  let operatorIdentity: Identity
  let administration: any AgentAdministering
  let reload: SettingsReload
  let logger: Logger

  /// The services are used for the lifetime of the router.
  package init(
    accounts: AccountService, audit: (any AuditRecording)?, tasks: TaskService,
    blobs: any BlobStore, metrics: StreamMetrics, serverMetrics: ServerMetrics,
    spans: (any SpanRecording)?, connections: ConnectionRegistry,
    eventSources: EventSourceDoor, waitingRequestsPerUser: Int,
    requestsPerAddress: Int,
    proxies: TrustedProxies, origins: OriginPolicy, publicURL: PublicURL?, requests: Throttle,
    version: String, epoch: String,
    operatorIdentity: Identity, administration: any AgentAdministering,
    reload: SettingsReload = SettingsReload(), logger: Logger
  ) {
    self.accounts = accounts
    self.audit = audit
    self.tasks = tasks
    self.blobs = blobs
    self.metrics = metrics
    self.serverMetrics = serverMetrics
    self.spans = spans
    self.connections = connections
    self.eventSources = eventSources
    waitingRequests = WaitingRequests(perUser: waitingRequestsPerUser)
    self.requestsPerAddress = requestsPerAddress
    self.proxies = proxies
    untrustedProxy = UntrustedProxy(logger: logger)
    self.origins = origins
    self.publicURL = publicURL
    self.requests = requests
    self.version = version
    self.epoch = epoch
    self.operatorIdentity = operatorIdentity
    self.administration = administration
    self.reload = reload
    self.logger = logger
  }
}
