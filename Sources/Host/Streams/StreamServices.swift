import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import NIOCore

/// What streams need from the server.
package final class StreamServices: Sendable {
  /// Verifies tokens.
  package let accounts: AccountService
  /// The audit log; nil records nothing.
  package let audit: (any AuditRecording)?
  /// Reads, answers and cancels tasks.
  package let tasks: TaskService
  /// Where streams subscribe.
  package let broadcaster: Broadcaster
  /// Where streams are registered.
  package let connections: ConnectionRegistry
  /// Limits concurrent database reads for frames of one user's sockets.
  package let turns = UserTurns()
  /// Identifies the journal.
  package let epoch: String
  /// The owner of sockets over the control socket.
  package let operatorIdentity: Identity
  /// How long a reader may leave pending output unread.
  package let stallLimit: TimeAmount
  /// The proxies that are trusted to name a client's address.
  package let proxies: TrustedProxies

  /// The services live as long as the server.
  package init(
    accounts: AccountService, audit: (any AuditRecording)? = nil, tasks: TaskService,
    broadcaster: Broadcaster, connections: ConnectionRegistry, epoch: String,
    operatorIdentity: Identity, stallLimit: TimeAmount, proxies: TrustedProxies
  ) {
    self.proxies = proxies
    self.operatorIdentity = operatorIdentity
    self.stallLimit = stallLimit
    self.accounts = accounts
    self.audit = audit
    self.tasks = tasks
    self.broadcaster = broadcaster
    self.connections = connections
    self.epoch = epoch
  }
}
