import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import Logging

/// What the routes need of the server.
package struct HTTPServices: Sendable {
  let accounts: AccountService
  let orchestrator: Orchestrator
  let tasks: any TaskStore
  let blobs: any BlobStore
  let connections: ConnectionRegistry
  let origins: OriginPolicy
  let requests: Throttle
  let version: String
  /// Who a request over the control socket comes from: that socket is the operator's own.
  let operatorIdentity: Identity
  let administration: any AgentAdministering
  let logger: Logger

  package init(
    accounts: AccountService, orchestrator: Orchestrator, tasks: any TaskStore,
    blobs: any BlobStore, connections: ConnectionRegistry, origins: OriginPolicy,
    requests: Throttle, version: String,
    operatorIdentity: Identity, administration: any AgentAdministering, logger: Logger
  ) {
    self.accounts = accounts
    self.orchestrator = orchestrator
    self.tasks = tasks
    self.blobs = blobs
    self.connections = connections
    self.origins = origins
    self.requests = requests
    self.version = version
    self.operatorIdentity = operatorIdentity
    self.administration = administration
    self.logger = logger
  }
}
