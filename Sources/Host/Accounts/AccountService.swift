import HermesContract

/// Users, their passwords, sessions and tokens.
package struct AccountService: Sendable {
  private let store: any AccessStore
  /// The accounts' API keys.
  package let keys: APIKeyService
  private let audit: (any AuditRecording)?
  private let configuration: Configuration
  private let hasher: PasswordHasher
  private let issuer: TokenIssuer
  private let logins: LoginThrottle
  /// Per user, because each refresh is a separate write.
  private let refreshes: Throttle
  /// Called after a session was revoked, to close its open connections.
  private let onRevoke: @Sendable (SessionID) -> Void

  /// - Parameters:
  ///   - audit: nil records nothing.
  ///   - onRevoke: called after a session has ended.
  package init(
    _ configuration: Configuration, store: any AccessStore, hasher: PasswordHasher,
    secrets: SigningSecrets, audit: (any AuditRecording)? = nil,
    onRevoke: @escaping @Sendable (SessionID) -> Void
  ) async {
    self.configuration = configuration
    self.store = store
    self.audit = audit
    keys = APIKeyService(store: store, audit: audit, onRevoke: onRevoke)
    self.hasher = hasher
    self.onRevoke = onRevoke
    issuer = await TokenIssuer(secrets)
    logins = LoginThrottle(configuration, store: store)
    refreshes = Throttle(burst: configuration.refreshBurst, perSecond: 1)
  }

  // MARK: - Accounts

  /// Creates an account and logs it in.
  /// - Parameters:
  ///   - invitation: its code, where registration is by invitation.
  ///   - address: the client's, as `IPNetwork.counted` returns it.
  ///   - isThisMachine: whether the request comes from this machine, without a proxy.
  ///   - origin: what lists of sessions show.
  /// - Throws: `registration_closed`, `invalid_invitation`, `invalid_field`, `too_many_attempts`,
  ///   `email_taken`, `busy`.
  package func register(
    _ form: Registration, invitation: String? = nil, address: String, isThisMachine: Bool = false,
    from origin: LoginOrigin = LoginOrigin()
  ) async throws -> Grant {
    let digest = try configuration.registration.digest(
      of: invitation, isThisMachine: isThisMachine)
    try form.validate(minimumPasswordLength: configuration.minimumPasswordLength)
    try logins.admitRegistration(from: address)
    // Checked again when it is used; a stranger's guess should not cost a hash.
    if let digest, try await !store.isOpen(invitation: digest, for: form.email.lowercased()) {
      audit?.record(
        .registrationRefused, by: AuditActor(user: nil, from: origin),
        detail: Self.auditDetail(form, invitation: digest))
      throw HermesError.invalidInvitation
    }
    let user = try await insertAccount(form, role: .user, using: digest, address: address)
    audit?.record(
      .registered, by: AuditActor(user: user.id, from: origin), of: user.id,
      detail: Self.auditDetail(form, invitation: digest))
    guard let grant = try await grant(to: user, from: origin) else {
      throw HermesError.invalidToken
    }
    logins.remember(user.id, at: address)
    return grant
  }

  private static func auditDetail(_ form: Registration, invitation digest: [UInt8]?) -> JSONObject {
    var detail: JSONObject = ["email": .string(form.email.lowercased())]
    if let digest { detail["invitation"] = .string(InvitationRecord.name(of: digest)) }
    return detail
  }

  /// Creates an account without throttling, as the command line does.
  /// - Throws: `invalid_field`, `email_taken`, `busy`.
  package func create(
    _ form: Registration, role: UserRecord.Role, by actor: AuditActor = .commandLine
  ) async throws -> UserRecord {
    try form.validate(minimumPasswordLength: configuration.minimumPasswordLength)
    let user = try await insertAccount(form, role: role, using: nil, address: "")
    audit?.record(
      .accountCreated, by: actor, of: user.id,
      detail: ["email": .string(user.email), "role": .string(role.rawValue)])
    return user
  }

  /// Creates an account that nobody can log in to, for a program with an API key.
  /// - Throws: `invalid_field`, `email_taken`.
  package func createService(
    _ email: String, role: UserRecord.Role, by actor: AuditActor = .commandLine
  ) async throws -> UserRecord {
    try Registration.validate(email: email)
    let user = UserRecord(
      id: .random(), email: email.lowercased(), username: nil, fullName: nil, passwordHash: "",
      role: role, createdAt: .now)
    guard try await store.insert(user) else { throw HermesError.emailTaken }
    audit?.record(
      .accountCreated, by: actor, of: user.id,
      detail: ["email": .string(user.email), "role": .string(role.rawValue)])
    return user
  }

  private func insertAccount(
    _ form: Registration, role: UserRecord.Role, using invitation: [UInt8]?, address: String
  ) async throws -> UserRecord {
    let user = UserRecord(
      id: .random(), email: form.email.lowercased(), username: form.username?.lowercased(),
      fullName: form.fullName, passwordHash: try await hasher.hash(form.password, for: address),
      role: role, createdAt: .now)
    switch try await store.insert(user, using: invitation) {
    case .done: return user
    case .notInvited: throw HermesError.invalidInvitation
    case .taken: throw HermesError.emailTaken
    }
  }

  /// Checks a password and opens a session.
  /// - Parameters:
  ///   - email: an e-mail address or a username.
  ///   - address: the client's, as `IPNetwork.counted` returns it.
  ///   - origin: what lists of sessions show.
  /// - Throws: `wrong_credentials`, `account_disabled`, `too_many_attempts`, `busy`.
  package func login(
    email: String, password: String, address: String, from origin: LoginOrigin = LoginOrigin()
  ) async throws -> Grant {
    try Registration.limitBytes(email: email, password: password)
    try logins.admitAddress(address)
    let user = try await store.user(email: email.lowercased())
    // An account has two names but one allowance.
    let attempt = try await logins.admit(
      user?.id, named: user?.id.text ?? email.lowercased(), from: address)
    // `grant` checks again, because the password may change, or the account be deleted, before the
    // session is stored.
    let isRight: Bool
    do {
      isRight = try await hasher.verify(
        password, against: user?.passwordHash, for: address, known: attempt.known)
    } catch {
      // The password was not checked, because the server was busy with others.
      logins.giveBack(attempt)
      throw error
    }
    let actor = AuditActor(user: isRight ? user?.id : nil, from: origin)
    if isRight, let user, user.disabledAt != nil {
      audit?.record(
        .loginFailed, by: actor, of: user.id,
        detail: ["reason": .string(ErrorCode.accountDisabled.rawValue)])
      throw HermesError.accountDisabled
    }
    guard isRight, let user, let grant = try await grant(to: user, from: origin) else {
      audit?.record(
        .loginFailed, by: actor, of: user?.id,
        detail: user == nil ? Self.auditDetail(ofUnknown: email) : nil)
      throw HermesError(.wrongCredentials, message: "Wrong e-mail or password.")
    }
    audit?.record(.loggedIn, by: actor, of: user.id)
    logins.remember(user.id, at: address)
    logins.giveBack(attempt)
    // Successful logins also cost a hash, and all users share the capacity for hashing.
    logins.giveBack(address: address, share: 0.75)
    return grant
  }

  /// What was given as an unknown account's name, if it looks like one: people also type their
  /// password there.
  private static func auditDetail(ofUnknown name: String) -> JSONObject? {
    (try? Registration.validate(email: name)) == nil
      ? nil : ["name": .string(VisibleText.line(name))]
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
    try logins.admitAddress(address)
    let attempt = try logins.admitChange(of: user.id, from: address)
    let wrong = HermesError(.wrongCredentials, message: "The old password is wrong.")
    guard
      try await hasher.verify(
        old, against: user.passwordHash, for: address, known: attempt.known)
    else {
      audit?.record(
        .passwordChangeFailed, by: AuditActor(user: user.id, address: address), of: user.id)
      throw wrong
    }
    try Registration.validate(password: new, minimum: configuration.minimumPasswordLength)
    let ended = try await store.setPassword(
      try await hasher.hash(new, for: address), of: user.id, replacing: user.passwordHash,
      except: identity.session)
    // It was changed concurrently.
    guard let ended else { throw wrong }
    logins.giveBack(attempt)
    // It has cost two hashes.
    logins.giveBack(address: address, share: 0.5)
    ended.forEach(onRevoke)
    audit?.record(
      .passwordChanged, by: AuditActor(user: user.id, address: address), of: user.id)
  }

  /// The account of an authenticated client.
  /// - Throws: `invalid_token` if the account no longer exists.
  package func storedUser(for identity: Identity) async throws -> UserRecord {
    guard let user = try await store.user(identity.user) else { throw HermesError.invalidToken }
    return user
  }

  /// Deletes an account and closes the connections of its sessions and keys.
  package func delete(_ user: UserID, by actor: AuditActor) async throws {
    try await store.delete(user: user).forEach(onRevoke)
    audit?.record(.accountDeleted, by: actor, of: user)
  }

  // MARK: - Sessions

  /// Opens a session.
  /// - Parameter user: the account as it was when its password was verified.
  /// - Returns: nil if the password has changed since, or the account no longer exists.
  private func grant(to user: UserRecord, from origin: LoginOrigin) async throws -> Grant? {
    let now = Timestamp.now
    let session = SessionRecord(
      id: .random(), user: user.id, refreshID: TaskID.random().text,
      expiresAt: now.adding(seconds: configuration.refreshLifetime), origin: origin)
    let replaced = try await store.insert(
      session, checked: user.passwordHash, role: user.role)
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
    let id = SessionID(claims.sid)
    guard let session = try await store.session(id),
      let user = try await store.user(session.user)
    else { throw HermesError.invalidToken }
    // Only now: tokens of a session that has ended must not use up the refreshes of others.
    try refreshes.consumeAttempt(for: claims.sub, at: configuration.now())
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
      audit?.record(
        .tokenReused, by: AuditActor(user: nil), of: session.user,
        detail: ["session": .string(id.text)])
      throw HermesError(
        .refreshTokenReused,
        message: "This refresh token was used before, so its session has been ended. Log in again.")
    }
  }

  /// Checks an access token or an API key.
  /// - Throws: `invalid_token`, also for a revoked session or key, or `expired_token`.
  package func authenticate(_ token: String) async throws -> Identity {
    if token.utf8.starts(with: APIKeyService.prefix.utf8) {
      return try await keys.authenticate(token)
    }
    let claims = try await issuer.verify(token, kind: .access)
    guard let session = try await store.session(SessionID(claims.sid)),
      session.user.text == claims.sub
    else { throw HermesError.invalidToken }
    return Identity(
      user: session.user, session: session.id,
      scope: claims.role == UserRecord.Role.admin.rawValue ? .admin : .run,
      expiresAt: Timestamp(milliseconds: claims.exp * 1000))
  }

  /// A page of all accounts with what they use, in order of creation; for admins.
  /// - Throws: `account_not_found` if `previous` is no account.
  package func usage(after previous: UserID?, limit: Int) async throws -> [AccountUsage] {
    if let previous, try await store.user(previous) == nil {
      throw HermesError(
        .accountNotFound, message: "The account that cursor names is gone. Begin again without it.")
    }
    return try await store.usage(after: previous, limit: limit)
  }

  /// Ends the session of a client and closes its connections.
  package func logOut(_ identity: Identity, from origin: LoginOrigin) async throws {
    try await revoke(identity.session)
    audit?.record(
      .loggedOut, by: AuditActor(identity, from: origin), of: identity.user)
  }

  private func revoke(_ session: SessionID) async throws {
    try await store.revoke(session: session)
    onRevoke(session)
  }

  /// The account's open sessions; the one that was refreshed last comes first.
  package func sessions(of user: UserID) async throws -> [SessionRecord] {
    try await store.sessions(of: user)
  }

  /// Ends one of the account's sessions and closes its connections.
  /// - Throws: `session_not_found`, also for another user's.
  package func endSession(
    _ session: SessionID, of user: UserID, by actor: AuditActor
  ) async throws {
    guard try await store.session(session)?.user == user else {
      throw HermesError(.sessionNotFound, message: "There is no such session.")
    }
    try await revoke(session)
    audit?.record(
      .sessionEnded, by: actor, of: user, detail: ["session": .string(session.text)])
  }
}

extension HermesError {
  fileprivate static let emailTaken = HermesError(
    .emailTaken, message: "This e-mail address or username has an account already.")
}
