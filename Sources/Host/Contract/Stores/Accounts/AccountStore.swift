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
  /// When an operator disabled the account; nil if it is not disabled.
  package var disabledAt: Timestamp?
  package init(
    id: UserID, email: String, username: String?, fullName: String?, passwordHash: String,
    role: Role, createdAt: Timestamp, disabledAt: Timestamp? = nil
  ) {
    self.id = id
    self.email = email
    self.username = username
    self.fullName = fullName
    self.passwordHash = passwordHash
    self.role = role
    self.createdAt = createdAt
    self.disabledAt = disabledAt
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
  /// Where the login came from.
  package var origin: LoginOrigin
  /// When the login was; nil for sessions of earlier versions.
  package var createdAt: Timestamp?
  /// When its tokens were last refreshed, or the time of the login.
  package var refreshedAt: Timestamp?
  package init(
    id: SessionID, user: UserID, refreshID: String, expiresAt: Timestamp,
    origin: LoginOrigin = LoginOrigin(), createdAt: Timestamp? = .now,
    refreshedAt: Timestamp? = .now
  ) {
    self.id = id
    self.user = user
    self.refreshID = refreshID
    self.expiresAt = expiresAt
    self.origin = origin
    self.createdAt = createdAt
    self.refreshedAt = refreshedAt
  }
}

/// Where a login came from, for the account's owner to recognise it.
package struct LoginOrigin: Sendable, Equatable {
  /// Longer names of clients are cut to so many bytes of UTF-8.
  package static let maximumClientBytes = 200

  /// The IP address; empty if unknown.
  package let address: String
  /// What the client calls itself (User-Agent, RFC 9110, section 10.1.5); empty if it says nothing.
  package let client: String

  package init(address: String = "", client: String = "") {
    self.address = address
    let limit = Self.maximumClientBytes
    // The escapes may be longer than what they stand for.
    self.client = VisibleText.line(client.cut(toBytes: limit)).cut(toBytes: limit)
  }
}

/// The outcome of storing an account.
package enum AccountInsertion: Sendable {
  case done
  /// The e-mail address or the username is taken.
  case taken
  /// There is no such invitation, it has been used or has expired, or it is for another address.
  case notInvited
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
  /// - Parameter invitation: the digest of an invitation, which is used up; nil if none is needed.
  func insert(_ user: UserRecord, using invitation: [UInt8]?) async throws -> AccountInsertion
  /// The account with this e-mail address or username, or nil.
  func user(email: String) async throws -> UserRecord?
  /// The account with this id, or nil.
  func user(_ id: UserID) async throws -> UserRecord?
  /// Accounts with what they use, in order of creation.
  /// - Parameters:
  ///   - previous: the last account of the page before; nil begins with the first.
  ///   - limit: how many at most.
  func usage(after previous: UserID?, limit: Int) async throws -> [AccountUsage]
  /// Replaces the password hash if it is still `old`, and ends the account's sessions except
  /// `kept`, in one transaction.
  /// - Parameter old: nil replaces any.
  /// - Returns: the sessions that were open and have ended; nil if the hash had changed, in which
  ///   case nothing was stored.
  func setPassword(
    _ hash: String, of user: UserID, replacing old: String?, except kept: SessionID?
  ) async throws -> [SessionID]?
  /// Sets the account's role.
  func setRole(_ role: UserRecord.Role, of user: UserID) async throws
  /// Disables the account, which ends its sessions, or enables it again. Its keys are kept.
  /// - Returns: the sessions that were open and have ended, and what stands for its keys
  ///   (`SessionID.init(key:)`).
  func setDisabled(_ isDisabled: Bool, of user: UserID) async throws -> [SessionID]
  /// Deletes the account, which ends its sessions and keys; the data that it owned is removed
  /// gradually afterwards.
  /// - Returns: the sessions that were open and have ended, and what stands for its keys
  ///   (`SessionID.init(key:)`).
  func delete(user: UserID) async throws -> [SessionID]
  /// Stores a login's session if the account's hash is still the one that was verified, and its role
  /// the one that the login's tokens will have. Expired sessions are removed gradually.
  /// A user has at most `SessionRecord.maximumPerUser`: those that expire first are ended.
  /// - Returns: the sessions that ended; nil if the hash or the role has changed, or the account is
  ///   disabled or no longer exists, in which case nothing was stored.
  func insert(
    _ session: SessionRecord, checked hash: String, role: UserRecord.Role
  ) async throws -> [SessionID]?
  /// The session with this id, or nil if it does not exist.
  func session(_ id: SessionID) async throws -> SessionRecord?
  /// The account's open sessions; the one that was refreshed last comes first.
  func sessions(of user: UserID) async throws -> [SessionRecord]
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

extension AccountStore {
  /// Stores a new account for which no invitation is needed.
  /// - Returns: false if the e-mail or the username is taken.
  package func insert(_ user: UserRecord) async throws -> Bool {
    try await insert(user, using: nil) == .done
  }
}
