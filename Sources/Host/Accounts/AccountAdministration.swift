import HermesContract

/// What operators do to the accounts of others.
package struct AccountAdministration: Sendable {
  private let store: any AccountStore
  private let hasher: PasswordHasher
  private let minimumPasswordLength: Int
  private let audit: (any AuditRecording)?
  /// Called after a session or key has ended, to close its open streams.
  private let onRevoke: @Sendable (SessionID) -> Void

  /// - Parameters:
  ///   - minimumPasswordLength: in characters.
  ///   - audit: nil records nothing.
  ///   - onRevoke: called with each session that has ended, and with what stands for a key.
  package init(
    store: any AccountStore, hasher: PasswordHasher, minimumPasswordLength: Int,
    audit: (any AuditRecording)? = nil, onRevoke: @escaping @Sendable (SessionID) -> Void
  ) {
    self.store = store
    self.hasher = hasher
    self.minimumPasswordLength = minimumPasswordLength
    self.audit = audit
    self.onRevoke = onRevoke
  }

  /// The account with this e-mail address or username.
  /// - Throws: `account_not_found`.
  package func account(_ email: String) async throws -> UserRecord {
    guard let user = try await store.user(email: email.lowercased()) else {
      throw HermesError(
        .accountNotFound, message: "There is no account \(email). See: hermes user list")
    }
    return user
  }

  /// A page of all accounts with what they use, in order of creation.
  package func usage(after previous: UserID? = nil, limit: Int) async throws -> [AccountUsage] {
    try await store.usage(after: previous, limit: limit)
  }

  /// Replaces a password that its owner has lost, and ends the account's sessions. Keys are kept.
  /// - Returns: how many sessions have ended.
  /// - Throws: `invalid_field`, `busy`.
  package func resetPassword(
    of user: UserRecord, to password: String, by actor: AuditActor
  ) async throws -> Int {
    try Registration.validate(password: password, minimum: minimumPasswordLength)
    let hash = try await hasher.hash(password, for: "")
    let ended = try await store.setPassword(hash, of: user.id, replacing: nil, except: nil) ?? []
    ended.forEach(onRevoke)
    audit?.record(.passwordReset, by: actor, of: user.id)
    return ended.count
  }

  /// Changes what an account may do. Sessions have the role of their login: a promotion takes effect
  /// with the next login or refresh, a demotion ends the sessions.
  /// - Returns: how many sessions have ended.
  package func setRole(
    _ role: UserRecord.Role, of user: UserRecord, by actor: AuditActor
  ) async throws -> Int {
    try await store.setRole(role, of: user.id)
    let ended = role == .admin ? [] : try await store.revokeSessions(of: user.id, except: nil)
    ended.forEach(onRevoke)
    audit?.record(.roleChanged, by: actor, of: user.id, detail: ["role": .string(role.rawValue)])
    return ended.count
  }

  /// Disables an account, which ends its sessions and makes its keys useless, or enables it again.
  /// Its tasks go on.
  /// - Returns: how many sessions have ended.
  package func setDisabled(
    _ isDisabled: Bool, of user: UserRecord, by actor: AuditActor
  ) async throws -> Int {
    let sessions = try await store.sessions(of: user.id).count
    try await store.setDisabled(isDisabled, of: user.id).forEach(onRevoke)
    audit?.record(isDisabled ? .accountDisabled : .accountEnabled, by: actor, of: user.id)
    return isDisabled ? sessions : 0
  }

  /// Ends all sessions of an account.
  /// - Returns: how many there were.
  package func endSessions(of user: UserRecord, by actor: AuditActor) async throws -> Int {
    let ended = try await store.revokeSessions(of: user.id, except: nil)
    ended.forEach(onRevoke)
    audit?.record(.sessionsEnded, by: actor, of: user.id)
    return ended.count
  }
}
