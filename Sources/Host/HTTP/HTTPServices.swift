import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import HummingbirdCore
import Logging
import NIOCore

/// Opens a task's events as `text/event-stream` on a request's connection.
///
/// nil if the task has ended and the client has everything.
package typealias EventSourceOpening =
  @Sendable (
    _ task: TaskID, _ after: Int64?, _ epoch: String?, _ identity: Identity,
    _ address: String, _ channel: any Channel
  ) async throws -> ResponseBody?

/// What the routes need of the server.
package struct HTTPServices: Sendable {
  let accounts: AccountService
  let tasks: TaskService
  let blobs: any BlobStore
  let metrics: StreamMetrics
  let spans: (any SpanRecording)?
  let connections: ConnectionRegistry
  let openEventSource: EventSourceOpening
  /// The hang-up of a connection's client.
  let hangUp: @Sendable (any Channel) async -> HangUp?
  let waitingRequests: WaitingRequests
  let requestsPerAddress: Int
  /// Reads of the database for one user's requests.
  let turns = UserTurns()
  let proxies: TrustedProxies
  let origins: OriginPolicy
  let requests: Throttle
  let version: String
  /// Names the journal.
  let epoch: String
  /// Who a request over the control socket comes from: that socket is the operator's own.
  let operatorIdentity: Identity
  let administration: any AgentAdministering
  let logger: Logger

  package init(
    accounts: AccountService, tasks: TaskService,
    blobs: any BlobStore, metrics: StreamMetrics,
    spans: (any SpanRecording)?, connections: ConnectionRegistry,
    openEventSource: @escaping EventSourceOpening,
    hangUp: @escaping @Sendable (any Channel) async -> HangUp?, waitingRequestsPerUser: Int,
    requestsPerAddress: Int,
    proxies: TrustedProxies, origins: OriginPolicy, requests: Throttle,
    version: String, epoch: String,
    operatorIdentity: Identity, administration: any AgentAdministering, logger: Logger
  ) {
    self.accounts = accounts
    self.tasks = tasks
    self.blobs = blobs
    self.metrics = metrics
    self.spans = spans
    self.connections = connections
    self.openEventSource = openEventSource
    self.hangUp = hangUp
    waitingRequests = WaitingRequests(perUser: waitingRequestsPerUser)
    self.requestsPerAddress = requestsPerAddress
    self.proxies = proxies
    self.origins = origins
    self.requests = requests
    self.version = version
    self.epoch = epoch
    self.operatorIdentity = operatorIdentity
    self.administration = administration
    self.logger = logger
  }
}
