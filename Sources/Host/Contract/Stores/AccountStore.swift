/// A user account. The password hash never leaves Accounts and Storage.
package struct UserRecord: Sendable {
  /// What an account may do; `admin` adds the administrative operations.
  package enum Role: String, Sendable { case user, admin }
  /// Assigned at registration.
  package var id: UserID
  /// Lower-case; unique among accounts.
  package var email: String
  /// Lower-case, unique among accounts; nil if the user gave none.
  package var username: String?
  /// As the user gave it; nil if not given.
  package var fullName: String?
  /// The encoded hash, with its salt and parameters.
  package var passwordHash: String
  /// The account's role.
  package var role: Role
  /// When the account was registered.
  package var createdAt: Timestamp
  package init(
    id: UserID, email: String, username: String?, fullName: String?, passwordHash: String,
    role: Role, createdAt: Timestamp
  ) {
    self.id = id
    self.email = email
    self.username = username
    self.fullName = fullName
    self.passwordHash = passwordHash
    self.role = role
    self.createdAt = createdAt
  }
}

/// A login session. It lasts until it is revoked or its refresh token expires.
package struct SessionRecord: Sendable {
  /// Sessions that a user may have open at the same time; a further login ends the one that would
  /// expire first.
  package static let maximumPerUser = 1000

  /// The id that the session's tokens carry.
  package var id: SessionID
  /// The account that logged in.
  package var user: UserID
  /// The id of the only refresh token that is still valid; presenting an older one revokes the
  /// session.
  package var refreshID: String
  /// When the refresh token, and with it the session, expires.
  package var expiresAt: Timestamp
  package init(id: SessionID, user: UserID, refreshID: String, expiresAt: Timestamp) {
    self.id = id
    self.user = user
    self.refreshID = refreshID
    self.expiresAt = expiresAt
  }
}

/// The outcome of exchanging a refresh token.
package enum SessionRotation: Sendable {
  case done
  /// The token had already been exchanged.
  case reused
  /// The session has ended.
  case ended
}

/// Stores accounts and login sessions. A deleted account is treated as one that does not exist.
package protocol AccountStore: Sendable {
  /// Stores a new account.
  /// - Returns: false if the e-mail or the username is taken.
  func insert(_ user: UserRecord) async throws -> Bool
  /// The account with this e-mail address or username, or nil.
  func user(email: String) async throws -> UserRecord?
  /// The account with this id, or nil.
  func user(_ id: UserID) async throws -> UserRecord?
  /// All accounts, in order of creation.
  func users() async throws -> [UserRecord]
  /// Replaces the password hash if it is still `old`, and ends the account's sessions except
  /// `kept`, in one transaction.
  /// - Returns: the sessions that were open and have ended; nil if the hash had changed, in which
  ///   case nothing was stored.
  func setPassword(
    _ hash: String, of user: UserID, replacing old: String, except kept: SessionID?
  ) async throws -> [SessionID]?
  /// Sets the account's role.
  func setRole(_ role: UserRecord.Role, of user: UserID) async throws
  /// Deletes the account, which ends its sessions; the data that it owned is removed gradually
  /// afterwards.
  /// - Returns: the sessions that were open and have ended.
  func delete(user: UserID) async throws -> [SessionID]
  /// Stores a login's session if the account's hash is still the one that was verified. Expired
  /// sessions are removed gradually.
  /// A user has at most `SessionRecord.maximumPerUser`: those that expire first are ended.
  /// - Returns: the sessions that ended; nil if the hash has changed or the account no longer
  ///   exists, in which case nothing was stored.
  func insert(_ session: SessionRecord, checked hash: String) async throws -> [SessionID]?
  /// The session with this id, or nil if it does not exist.
  func session(_ id: SessionID) async throws -> SessionRecord?
  /// Replaces the refresh id if it is still `old`.
  func rotate(
    session: SessionID, from old: String, to new: String, expiresAt: Timestamp
  ) async throws -> SessionRotation
  /// Ends a session; its tokens are refused from then on.
  func revoke(session: SessionID) async throws
  /// Ends all sessions of the account except `kept`.
  /// - Returns: the sessions that were open and have ended.
  func revokeSessions(of user: UserID, except kept: SessionID?) async throws -> [SessionID]
}
