import HermesAccounts
import HermesConfiguration
import HermesContract
import HermesStorage
import Logging
import Synchronization

/// The accounts of a data directory, for a command. A running server need not be stopped: several
/// processes may use the database.
struct AccountAccess: Sendable {
  let accounts: AccountService
  let administration: AccountAdministration
  var keys: APIKeyService { accounts.keys }
  let invitations: InvitationService
  private let store: SQLiteStore
  private let audit: AuditLog
  /// The server that is using the data directory; nil if there is none.
  private let server: APIClient?
  private let ended: EndedSessions

  /// Calls `body`, and then has a running server close the streams of whatever has ended. Without a
  /// server this command locks the data directory until it ends, as a server would, because only one
  /// process may checkpoint the log.
  /// - Throws: `CommandFailure`.
  static func open<Value>(
    _ options: SettingsOptions, body: (AccountAccess) async throws -> Value
  ) async throws -> Value {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      let lock = try directory.lock()
      defer { lock?.release() }
      let store = try SQLiteStore(path: directory.database, isShared: lock == nil)
      // The work is done: an error at closing changes nothing for the user of the command.
      defer { try? store.close() }
      let access = try await AccountAccess(
        settings: settings, directory: directory, store: store, isServed: lock == nil)
      defer { access.audit.stop() }
      let value = try await body(access)
      try await access.closeStreams()
      return value
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    } catch let error as HermesError {
      throw CommandFailure(message: error.message, code: error.code)
    }
  }

  private init(
    settings: ServerSettings, directory: DataDirectory, store: SQLiteStore, isServed: Bool
  ) async throws {
    let ended = EndedSessions()
    let onRevoke: @Sendable (SessionID) -> Void = { ended.add($0) }
    let audit = AuditLog(path: directory.auditLog, logger: Logger(label: "hermes"))
    let hasher = PasswordHasher(cost: settings.passwordCost)
    accounts = await AccountService(
      ServerHost.accountConfiguration(settings), store: store, hasher: hasher,
      secrets: try SigningSecrets.load(path: directory.signingKeys), audit: audit,
      onRevoke: onRevoke)
    administration = AccountAdministration(
      store: store, hasher: hasher, minimumPasswordLength: settings.minimumPasswordLength,
      audit: audit, onRevoke: onRevoke)
    invitations = InvitationService(store: store, audit: audit)
    self.store = store
    self.audit = audit
    self.ended = ended
    server = isServed ? try APIClient(operatorOf: directory) : nil
  }

  /// The operator's own account.
  func operatorAccount() async throws -> UserRecord { try await OperatorAccount.record(in: store) }

  /// The account of a person, not the operator's own, which has no password and always exists.
  /// - Throws: `account_not_found`, `invalid_field`.
  func person(_ email: String) async throws -> UserRecord {
    let user = try await administration.account(email)
    guard user.id != Quotas.exempt else {
      throw HermesError(
        .invalidField,
        message: "\(email) is the operator's own account, which stays as it is.")
    }
    return user
  }

  /// Deletes an account with everything that it owns. A running server ends its tasks first.
  func remove(_ user: UserRecord) async throws {
    guard let server else { return try await accounts.delete(user.id, by: .commandLine) }
    _ = try await server.send(
      "POST", to: "/api/v1/operator/remove", body: ["user": .string(user.id.text)])
  }

  /// Lets keys of an account that is enabled again open streams.
  func reopenKeys(of user: UserRecord) async throws { try await changeStreams("reopen", of: user) }

  /// Closes the streams of an account's keys, which may then be opened again: a stream keeps the
  /// rights that it was opened with.
  func restartStreamsOfKeys(of user: UserRecord) async throws {
    try await changeStreams("close", of: user)
    try await changeStreams("reopen", of: user)
  }

  private func changeStreams(_ action: String, of user: UserRecord) async throws {
    let keys = try await keys.keys(of: user.id)
    guard let server, !keys.isEmpty else { return }
    _ = try await server.send(
      "POST", to: "/api/v1/operator/\(action)",
      body: ["sessions": .array(keys.map { .string(SessionID(key: $0.id).text) })])
  }

  private func closeStreams() async throws {
    let sessions = ended.all
    guard let server, !sessions.isEmpty else { return }
    _ = try await server.send(
      "POST", to: "/api/v1/operator/close",
      body: ["sessions": .array(sessions.map { .string($0.text) })])
  }
}

/// The sessions and keys that a command has ended.
private final class EndedSessions: Sendable {
  private let sessions = Mutex<[SessionID]>([])

  var all: [SessionID] { sessions.withLock { $0 } }

  func add(_ session: SessionID) { sessions.withLock { $0.append(session) } }
}
