import HermesContract

/// API keys: long-lived secrets for programs, which are accepted wherever an access token is.
package struct APIKeyService: Sendable {
  /// A new key, whose secret can't be read again.
  package struct NewKey: Sendable {
    /// What the client sends.
    package let secret: String
    /// What is stored.
    package let record: APIKeyRecord
  }

  /// Every secret begins with it, so that scanners for leaked secrets can find them.
  static let prefix = "hk_"
  /// The longest lifetime, in days.
  package static let maximumDays: Int64 = 3650
  static let maximumNameBytes = 64
  /// `last_used_at` is stored at most so often, in seconds, because storing it is a write.
  private static let useInterval: Int64 = 60

  private let store: any APIKeyStore
  private let audit: (any AuditRecording)?
  /// Called after a key was revoked, to close its open streams.
  private let onRevoke: @Sendable (SessionID) -> Void

  /// - Parameters:
  ///   - audit: nil records nothing.
  ///   - onRevoke: called with what stands for a key that was revoked.
  package init(
    store: any APIKeyStore, audit: (any AuditRecording)? = nil,
    onRevoke: @escaping @Sendable (SessionID) -> Void
  ) {
    self.store = store
    self.audit = audit
    self.onRevoke = onRevoke
  }

  /// Makes a key.
  /// - Parameters:
  ///   - name: 1 to 64 bytes without control characters.
  ///   - scope: `admin` for admins only.
  ///   - days: until it expires, 1 to `maximumDays`; nil for never.
  ///   - actor: who asked for it.
  /// - Throws: `invalid_field`, `key_name_taken`, `quota_exceeded`, `account_disabled`.
  package func make(
    _ name: String, for user: UserRecord, scope: AccessScope, days: Int64?, by actor: AuditActor
  ) async throws -> NewKey {
    try Self.check(name)
    if scope == .admin, user.role != .admin {
      throw HermesError(
        .invalidField, message: "scope can't be admin: \(user.email) is not an admin.")
    }
    if let days, !(1...Self.maximumDays).contains(days) {
      throw HermesError(
        .invalidField, message: "The lifetime must be 1 to \(Self.maximumDays) days.")
    }
    let secret = AccessSecret(prefix: Self.prefix)
    let now = Timestamp.now
    let key = APIKeyRecord(
      id: .random(), user: user.id, name: name, scope: scope, digest: secret.digest, createdAt: now,
      expiresAt: days.map { now.adding(seconds: $0 * 86_400) })
    switch try await store.insert(key) {
    case .done: break
    case .nameTaken:
      throw HermesError(
        .keyNameTaken,
        message: "There is a key named \"\(name)\". Revoke it, or choose another name.")
    case .tooMany:
      throw HermesError(
        .quotaExceeded,
        message:
          "An account has at most \(APIKeyRecord.maximumPerUser) keys. Revoke those that are not used."
      )
    case .noAccount: throw HermesError.accountDisabled
    }
    audit?.record(.keyCreated, by: actor, of: user.id, detail: key.auditDetail)
    return NewKey(secret: secret.text, record: key)
  }

  private static func check(_ name: String) throws(HermesError) {
    guard (1...maximumNameBytes).contains(name.utf8.count), VisibleText.line(name) == name,
      StreamSafeText.isSafe(name.utf8)
    else {
      throw HermesError(
        .invalidField,
        message: "name must have 1 to \(maximumNameBytes) bytes and no control characters.")
    }
  }

  /// The account's keys, in order of creation.
  package func keys(of user: UserID) async throws -> [APIKeyRecord] {
    try await store.apiKeys(of: user)
  }

  /// Revokes a key and closes its streams.
  /// - Throws: `key_not_found`.
  package func revoke(_ key: APIKeyID, of user: UserID, by actor: AuditActor) async throws {
    let record = try await store.apiKeys(of: user).first { $0.id == key }
    guard let record, try await store.revoke(key, of: user) else {
      throw HermesError(.keyNotFound, message: "There is no such API key.")
    }
    onRevoke(SessionID(key: key))
    audit?.record(.keyRevoked, by: actor, of: user, detail: record.auditDetail)
  }

  /// - Throws: `invalid_token`.
  func authenticate(_ secret: String) async throws -> Identity {
    // Ours are 46 bytes: don't hash whatever else comes.
    guard secret.utf8.count <= 64,
      let (key, role) = try await store.apiKey(withDigest: AccessSecret.digest(of: secret))
    else { throw HermesError.invalidToken }
    await recordUse(of: key)
    return Identity(
      user: key.user, session: SessionID(key: key.id),
      scope: min(key.scope, role == .admin ? .admin : .run), isKey: true,
      expiresAt: key.expiresAt ?? .never)
  }

  private func recordUse(of key: APIKeyRecord) async {
    let now = Timestamp.now
    if let last = key.lastUsedAt, now >= last, last.adding(seconds: Self.useInterval) > now {
      return
    }
    // A full disk, for example, must not keep anyone from reading.
    try? await store.recordUse(of: key.id, at: now)
  }
}

extension APIKeyRecord {
  fileprivate var auditDetail: JSONObject {
    ["key": .string(id.text), "name": .string(name), "scope": .string(scope.rawValue)]
  }
}
