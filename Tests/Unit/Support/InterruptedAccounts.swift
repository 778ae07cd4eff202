import HermesContract
import Synchronization

/// A store of accounts in which something happens between a check of a password and what follows from it.
final class InterruptedAccounts: AccountStore {
  private let base: any AccountStore
  private let interruption = Mutex<(@Sendable () async throws -> Void)?>(nil)

  init(_ base: any AccountStore) { self.base = base }

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

  func insert(_ session: SessionRecord, checked hash: String) async throws -> [SessionID]? {
    try await pass()
    return try await base.insert(session, checked: hash)
  }

  func setPassword(
    _ hash: String, of user: UserID, replacing old: String, except kept: SessionID?
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

  func insert(_ user: UserRecord) async throws -> Bool { try await base.insert(user) }
  func user(email: String) async throws -> UserRecord? { try await base.user(email: email) }
  func user(_ id: UserID) async throws -> UserRecord? { try await base.user(id) }
  func users() async throws -> [UserRecord] { try await base.users() }
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
