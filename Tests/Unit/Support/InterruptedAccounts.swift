import HermesContract
import Synchronization

/// A store of accounts in which something happens between a check of a password and what follows from it.
final class InterruptedAccounts: AccessStore {
  private let base: any AccessStore
  private let interruption = Mutex<(@Sendable () async throws -> Void)?>(nil)

  init(_ base: any AccessStore) { self.base = base }

  /// Runs `body` once, before the next session is stored or password replaced.
  func interrupt(with body: @escaping @Sendable () async throws -> Void) {
    interruption.withLock { $0 = body }
  }

  private func pass() async throws {
    let body = interruption.withLock { interruption in
      defer { interruption = nil }
      return interruption
    }
    try await body?()
  }

  func insert(
    _ session: SessionRecord, checked hash: String, role: UserRecord.Role
  ) async throws -> [SessionID]? {
    try await pass()
    return try await base.insert(session, checked: hash, role: role)
  }

  func setPassword(
    _ hash: String, of user: UserID, replacing old: String?, except kept: SessionID?
  ) async throws -> [SessionID]? {
    try await pass()
    return try await base.setPassword(hash, of: user, replacing: old, except: kept)
  }

  func rotate(
    session: SessionID, from old: String, to new: String, expiresAt: Timestamp
  ) async throws -> SessionRotation {
    try await pass()
    return try await base.rotate(session: session, from: old, to: new, expiresAt: expiresAt)
  }

  // MARK: - What is not interrupted

  func insert(
    _ user: UserRecord, using invitation: [UInt8]?
  ) async throws -> AccountInsertion { try await base.insert(user, using: invitation) }
  func setDisabled(_ isDisabled: Bool, of user: UserID) async throws -> [SessionID] {
    try await base.setDisabled(isDisabled, of: user)
  }
  func sessions(of user: UserID) async throws -> [SessionRecord] {
    try await base.sessions(of: user)
  }
  func insert(_ key: APIKeyRecord) async throws -> APIKeyInsertion { try await base.insert(key) }
  func apiKey(withDigest digest: [UInt8]) async throws -> (
    key: APIKeyRecord, role: UserRecord.Role
  )? { try await base.apiKey(withDigest: digest) }
  func apiKeys(of user: UserID) async throws -> [APIKeyRecord] {
    try await base.apiKeys(of: user)
  }
  func revoke(_ key: APIKeyID, of user: UserID) async throws -> Bool {
    try await base.revoke(key, of: user)
  }
  func recordUse(of key: APIKeyID, at time: Timestamp) async throws {
    try await base.recordUse(of: key, at: time)
  }
  func insert(_ invitation: InvitationRecord) async throws -> Bool {
    try await base.insert(invitation)
  }
  func isOpen(invitation digest: [UInt8], for email: String) async throws -> Bool {
    try await base.isOpen(invitation: digest, for: email)
  }
  func removeInvitations() async throws -> Int { try await base.removeInvitations() }
  func user(email: String) async throws -> UserRecord? { try await base.user(email: email) }
  func user(_ id: UserID) async throws -> UserRecord? { try await base.user(id) }
  func usage(after previous: UserID?, limit: Int) async throws -> [AccountUsage] {
    try await base.usage(after: previous, limit: limit)
  }
  func setRole(_ role: UserRecord.Role, of user: UserID) async throws {
    try await base.setRole(role, of: user)
  }
  func delete(user: UserID) async throws -> [SessionID] { try await base.delete(user: user) }
  func session(_ id: SessionID) async throws -> SessionRecord? { try await base.session(id) }
  func revoke(session: SessionID) async throws { try await base.revoke(session: session) }
  func revokeSessions(
    of user: UserID, except kept: SessionID?
  ) async throws -> [SessionID] {
    try await base.revokeSessions(of: user, except: kept)
  }
}
