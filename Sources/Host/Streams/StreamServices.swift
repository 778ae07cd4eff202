import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import NIOCore

/// What streams need of the server.
package final class StreamServices: Sendable {
  package let accounts: AccountService
  package let tasks: TaskService
  package let broadcaster: Broadcaster
  package let connections: ConnectionRegistry
  /// Reads of the database for frames of one user's sockets.
  package let turns = UserTurns()
  package let epoch: String
  /// Who a socket over the control socket belongs to.
  package let operatorIdentity: Identity
  /// How long a reader may take nothing of what waits for it.
  package let stallLimit: TimeAmount
  /// Whose word on a client's address is taken.
  package let proxies: TrustedProxies

  package init(
    accounts: AccountService, tasks: TaskService, broadcaster: Broadcaster,
    connections: ConnectionRegistry, epoch: String,
    operatorIdentity: Identity, stallLimit: TimeAmount, proxies: TrustedProxies
  ) {
    self.proxies = proxies
    self.operatorIdentity = operatorIdentity
    self.stallLimit = stallLimit
    self.accounts = accounts
    self.tasks = tasks
    self.broadcaster = broadcaster
    self.connections = connections
    self.epoch = epoch
  }
}
