import HermesContract

/// The authenticated sender of a request.
package struct Identity: Sendable {
  /// The account that the token was issued for.
  package let user: UserID
  /// The login session that the token belongs to.
  package let session: SessionID
  /// The account's role when the token was issued.
  package let role: UserRecord.Role
  /// When the access token expires.
  package let expiresAt: Timestamp

  package init(user: UserID, session: SessionID, role: UserRecord.Role, expiresAt: Timestamp) {
    self.user = user
    self.session = session
    self.role = role
    self.expiresAt = expiresAt
  }
}

/// Users, their passwords, sessions and tokens.
package struct AccountService: Sendable {
  /// Limits and lifetimes, with their defaults.
  package struct Configuration: Sendable {
    /// In characters.
    package var minimumPasswordLength = 6
    /// How long an access token is valid, in seconds; 1 hour.
    package var accessLifetime: Int64 = 3600
    /// How long a refresh token is valid, in seconds; 30 days.
    package var refreshLifetime: Int64 = 30 * 86_400
    /// Token refreshes of one user in a burst; then one per second.
    package var refreshBurst = 30
    /// Failed logins of one account from one address in a burst; then one every 2 s.
    package var loginBurst = 10
    /// Registrations from one address in a burst; then one every 10 s. Also the failed logins of
    /// one address in a burst; then two per second.
    package var registerBurst = 20
    /// The clock of the throttles.
    package var now: @Sendable () -> ContinuousClock.Instant = { .now }
    package init() {}
  }

  /// The tokens that a client receives.
  package struct Grant: Sendable {
    /// The access token.
    package let access: String
    /// The refresh token; valid for one exchange.
    package let refresh: String
    /// How long the access token is valid, in seconds.
    package let lifetime: Int64
    /// The account that the tokens are for.
    package let user: UserRecord
  }

  let store: any AccountStore
  private let configuration: Configuration
  private let hasher: PasswordHasher
  private let issuer: TokenIssuer
  private let logins: Throttle
  /// Per address, whatever accounts it names, because all users share the capacity for hashing.
  private let loginsOfAddress: Throttle
  private let registrations: Throttle
  /// Per user, because each refresh is a separate write.
  private let refreshes: Throttle
  private let knownLogins = KnownLogins()
  /// Called after a session was revoked, to close its open connections.
  private let onRevoke: @Sendable (SessionID) -> Void

  package init(
    _ configuration: Configuration, store: any AccountStore, hasher: PasswordHasher,
    secrets: SigningSecrets, onRevoke: @escaping @Sendable (SessionID) -> Void
  ) async {
    self.configuration = configuration
    self.store = store
    self.hasher = hasher
    self.onRevoke = onRevoke
    issuer = await TokenIssuer(secrets)
    logins = Throttle(burst: configuration.loginBurst, perSecond: 0.5)
    loginsOfAddress = Throttle(burst: configuration.registerBurst, perSecond: 2)
    registrations = Throttle(burst: configuration.registerBurst, perSecond: 0.1)
    refreshes = Throttle(burst: configuration.refreshBurst, perSecond: 1)
  }

  // MARK: - Accounts

  /// Creates an account and logs it in.
  /// - Parameter address: the client's, as `IPNetwork.counted` returns it.
  /// - Throws: `invalid_field`, `too_many_attempts`, `email_taken`, `busy`.
  package func register(_ form: Registration, address: String) async throws -> Grant {
    try form.validate(minimumPasswordLength: configuration.minimumPasswordLength)
    try consumeAttempt(from: registrations, for: address)
    let user = try await create(form, role: .user, address: address)
    guard let grant = try await grant(to: user) else { throw HermesError.invalidToken }
    knownLogins.remember(user.id.text, at: address)
    return grant
  }

  /// Creates an account without throttling, as the command line does.
  /// - Throws: `invalid_field`, `email_taken`, `busy`.
  package func create(
    _ form: Registration, role: UserRecord.Role, address: String = ""
  ) async throws -> UserRecord {
    try form.validate(minimumPasswordLength: configuration.minimumPasswordLength)
    let user = UserRecord(
      id: .random(), email: form.email.lowercased(), username: form.username?.lowercased(),
      fullName: form.fullName, passwordHash: try await hasher.hash(form.password, for: address),
      role: role,
      createdAt: .now)
    guard try await store.insert(user) else {
      throw HermesError(
        .emailTaken,
        message: "This e-mail address or username has an account already."
      )
    }
    return user
  }

  /// Checks a password and opens a session.
  /// - Parameters:
  ///   - email: an e-mail address or a username.
  ///   - address: the client's, as `IPNetwork.counted` returns it.
  /// - Throws: `wrong_credentials`, `too_many_attempts`, `busy`.
  package func login(email: String, password: String, address: String) async throws -> Grant {
    try Registration.limitBytes(email: email, password: password)
    try consumeAttempt(from: loginsOfAddress, for: address)
    let user = try await store.user(email: email.lowercased())
    // An account has two names but one allowance.
    let key = "\(address) \(user?.id.text ?? email.lowercased())"
    try consumeAttempt(from: logins, for: key)
    // `grant` checks again, because the password may change, or the account be deleted, before the
    // session is stored.
    let isRight: Bool
    do {
      isRight = try await hasher.verify(
        password, against: user?.passwordHash, for: address,
        known: user.flatMap { knownLogins.recall($0.id.text, at: address) })
    } catch {
      // The password was not checked, because the server was busy with others.
      logins.giveBack(key)
      throw error
    }
    guard isRight, let user, let grant = try await grant(to: user) else {
      throw HermesError(.wrongCredentials, message: "Wrong e-mail or password.")
    }
    knownLogins.remember(user.id.text, at: address)
    logins.giveBack(key)
    // Successful logins also cost a hash, and all users share the capacity for hashing.
    loginsOfAddress.giveBack(address, share: 0.75)
    return grant
  }

  private func consumeAttempt(from throttle: Throttle, for key: String) throws(HermesError) {
    guard let wait = throttle.consumeToken(for: key, now: configuration.now()) else { return }
    throw HermesError(
      .tooManyAttempts, message: "Too many attempts. Wait a moment and try again.",
      isRetryable: true,
      retryAfter: wait)
  }

  /// Changes the password and ends the account's other sessions.
  /// - Parameter address: the client's, whose attempts count like its logins, because each costs a
  ///   hash.
  /// - Throws: `wrong_credentials`, `invalid_field`, `too_many_attempts`, `busy`.
  package func changePassword(
    _ identity: Identity, old: String, new: String, address: String
  ) async throws {
    try Registration.limitBytes(password: old)
    guard let user = try await store.user(identity.user) else { throw HermesError.invalidToken }
    try consumeAttempt(from: loginsOfAddress, for: address)
    try consumeAttempt(from: logins, for: "password \(user.id)")
    let wrong = HermesError(.wrongCredentials, message: "The old password is wrong.")
    guard
      try await hasher.verify(
        old, against: user.passwordHash, for: address,
        known: knownLogins.recall(user.id.text, at: address))
    else { throw wrong }
    try Registration.validate(password: new, minimum: configuration.minimumPasswordLength)
    let ended = try await store.setPassword(
      try await hasher.hash(new, for: address), of: user.id, replacing: user.passwordHash,
      except: identity.session)
    // It was changed concurrently.
    guard let ended else { throw wrong }
    logins.giveBack("password \(user.id)")
    loginsOfAddress.giveBack(address)
    ended.forEach(onRevoke)
  }

  /// The account of an authenticated client.
  /// - Throws: `invalid_token` if the account no longer exists.
  package func storedUser(for identity: Identity) async throws -> UserRecord {
    guard let user = try await store.user(identity.user) else { throw HermesError.invalidToken }
    return user
  }

  /// Deletes an account and closes the connections of its sessions.
  package func delete(_ user: UserID) async throws {
    try await store.delete(user: user).forEach(onRevoke)
  }

  // MARK: - Sessions

  /// Opens a session.
  /// - Parameter user: the account as it was when its password was verified.
  /// - Returns: nil if the password has changed since, or the account no longer exists.
  private func grant(to user: UserRecord) async throws -> Grant? {
    let now = Timestamp.now
    let session = SessionRecord(
      id: .random(), user: user.id, refreshID: TaskID.random().text,
      expiresAt: now.adding(seconds: configuration.refreshLifetime))
    let replaced = try await store.insert(session, checked: user.passwordHash)
    guard let replaced else { return nil }
    replaced.forEach(onRevoke)
    return try await issueGrant(
      to: user, session: session.id, refreshID: session.refreshID, now: now)
  }

  private func issueGrant(
    to user: UserRecord, session: SessionID, refreshID: String, now: Timestamp
  ) async throws -> Grant {
    func token(kind: TokenClaims.Kind, id: String, lifetime: Int64) async throws -> String {
      let seconds = now.milliseconds / 1000
      return try await issuer.sign(
        TokenClaims(
          sub: user.id.text, sid: session.text, jti: id, iat: seconds, exp: seconds + lifetime,
          typ: kind, role: user.role.rawValue))
    }
    return Grant(
      access: try await token(
        kind: .access, id: TaskID.random().text, lifetime: configuration.accessLifetime),
      refresh: try await token(
        kind: .refresh, id: refreshID, lifetime: configuration.refreshLifetime),
      lifetime: configuration.accessLifetime, user: user)
  }

  /// Exchanges a refresh token. The old token is invalid afterwards; its reuse, which means that it
  /// was copied, ends the session.
  /// - Throws: `invalid_token`, `expired_token`, `refresh_token_reused`, `too_many_attempts`.
  package func refresh(_ token: String) async throws -> Grant {
    let claims = try await issuer.verify(token, kind: .refresh)
    try consumeAttempt(from: refreshes, for: claims.sub)
    let id = SessionID(claims.sid)
    guard let session = try await store.session(id),
      let user = try await store.user(session.user)
    else { throw HermesError.invalidToken }
    let now = Timestamp.now
    let next = TaskID.random().text
    let rotation = try await store.rotate(
      session: id, from: claims.jti, to: next,
      expiresAt: now.adding(seconds: configuration.refreshLifetime))
    switch rotation {
    case .done: return try await issueGrant(to: user, session: id, refreshID: next, now: now)
    case .ended: throw HermesError.invalidToken
    case .reused:
      try await revoke(id)
      throw HermesError(
        .refreshTokenReused,
        message: "This refresh token was used before, so its session has been ended. Log in again.")
    }
  }

  /// Checks an access token.
  /// - Throws: `invalid_token`, also for a revoked session, or `expired_token`.
  package func authenticate(_ token: String) async throws -> Identity {
    let claims = try await issuer.verify(token, kind: .access)
    guard let session = try await store.session(SessionID(claims.sid)),
      session.user.text == claims.sub
    else { throw HermesError.invalidToken }
    return Identity(
      user: session.user, session: session.id,
      role: UserRecord.Role(rawValue: claims.role) ?? .user,
      expiresAt: Timestamp(milliseconds: claims.exp * 1000))
  }

  /// Ends a session and closes its connections.
  package func revoke(_ session: SessionID) async throws {
    try await store.revoke(session: session)
    onRevoke(session)
  }

  /// Ends all sessions of an account.
  /// - Returns: the number of sessions that were ended.
  /// - Throws: `account_not_found`.
  package func revokeAll(ofEmail email: String) async throws -> Int {
    guard let user = try await store.user(email: email.lowercased()) else {
      throw HermesError(
        .accountNotFound, message: "There is no account \(email). See: hermes user list")
    }
    let sessions = try await store.revokeSessions(of: user.id, except: nil)
    sessions.forEach(onRevoke)
    return sessions.count
  }
}
