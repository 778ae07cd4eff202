/// An account. The password hash never leaves Accounts and Storage.
package struct UserRecord: Sendable {
  package enum Role: String, Sendable { case user, admin }
  package var id: UserID
  /// Lower-cased.
  package var email: String
  /// Lower-cased.
  package var username: String?
  package var fullName: String?
  package var passwordHash: String
  package var role: Role
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

/// A login. It lives until it is revoked or its refresh token expires.
package struct SessionRecord: Sendable {
  package var id: SessionID
  package var user: UserID
  /// The id of the only refresh token that is still good; an older one revokes the session.
  package var refreshID: String
  package var expiresAt: Timestamp
  package init(id: SessionID, user: UserID, refreshID: String, expiresAt: Timestamp) {
    self.id = id
    self.user = user
    self.refreshID = refreshID
    self.expiresAt = expiresAt
  }
}

/// What became of an exchange of refresh tokens.
package enum SessionRotation: Sendable {
  case done
  /// The token had been exchanged before.
  case reused
  /// The session has ended.
  case ended
}

/// A deleted account is answered like one that does not exist.
package protocol AccountStore: Sendable {
  /// - Returns: false if the e-mail or the username is taken.
  func insert(_ user: UserRecord) async throws -> Bool
  /// By e-mail address or username.
  func user(email: String) async throws -> UserRecord?
  func user(_ id: UserID) async throws -> UserRecord?
  /// In the order in which they were made.
  func users() async throws -> [UserRecord]
  /// Replaces the password's hash if it is still `old`, and ends the account's sessions, in one.
  /// - Returns: the sessions that were open and are no more; nil if it was not, and nothing changed.
  func setPassword(
    _ hash: String, of user: UserID, replacing old: String, except kept: SessionID?
  ) async throws -> [SessionID]?
  func setRole(_ role: UserRecord.Role, of user: UserID) async throws
  /// Deletes the account, which ends its sessions; what it owned is removed by and by.
  /// - Returns: the sessions that were open and are no more.
  func delete(user: UserID) async throws -> [SessionID]
  /// Stores the session of a log-in if the account's hash is still the one that was checked. Sessions that have expired
  /// are forgotten by and by.
  /// - Returns: false if it is another by now, or the account is gone; nothing is stored then.
  func insert(_ session: SessionRecord, checked hash: String) async throws -> Bool
  func session(_ id: SessionID) async throws -> SessionRecord?
  /// Replaces the refresh id if it is still `old`.
  func rotate(
    session: SessionID, from old: String, to new: String, expiresAt: Timestamp
  ) async throws -> SessionRotation
  func revoke(session: SessionID) async throws
  /// - Returns: the sessions that were open and are no more.
  func revokeSessions(of user: UserID, except kept: SessionID?) async throws -> [SessionID]
}
