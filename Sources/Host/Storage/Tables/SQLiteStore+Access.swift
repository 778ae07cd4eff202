import Foundation
import GRDB
import HermesContract

/// API keys and invitations. Both are found by the digest of their secret.
extension SQLiteStore: APIKeyStore, InvitationStore {
  package func insert(_ key: APIKeyRecord) async throws -> APIKeyInsertion {
    try await write { database in
      let count =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM api_key WHERE user = ?", arguments: [key.user.text])
        ?? 0
      guard count < APIKeyRecord.maximumPerUser else { return .tooMany }
      let isTaken = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM api_key WHERE user = ? AND name = ?)",
        arguments: [key.user.text, key.name])
      guard isTaken != true else { return .nameTaken }
      try database.execute(
        sql: """
          INSERT INTO api_key (id, user, name, scope, digest, created_at, expires_at)
          SELECT ?, id, ?, ?, ?, ?, ? FROM user
          WHERE id = ? AND deleted_at IS NULL AND disabled_at IS NULL
          """,
        arguments: [
          key.id.text, key.name, key.scope.rawValue, Data(key.digest), key.createdAt.milliseconds,
          key.expiresAt?.milliseconds, key.user.text,
        ])
      return database.changesCount > 0 ? .done : .noAccount
    }
  }

  package func apiKey(withDigest digest: [UInt8]) async throws -> (
    key: APIKeyRecord, role: UserRecord.Role
  )? {
    try await read { database in
      // Queried with every request, hence cached.
      let found = try database.cachedStatement(
        sql: """
          SELECT api_key.*, user.role FROM api_key JOIN user ON user.id = api_key.user
          WHERE digest = ? AND deleted_at IS NULL AND disabled_at IS NULL
            AND (expires_at IS NULL OR expires_at > ?)
          """)
      let row = try Row.fetchOne(
        found, arguments: [Data(digest), Timestamp.now.milliseconds])
      return try row.map { row in
        (try APIKeyRecord(row: row), try UserRecord.Role(stored: row["role"]))
      }
    }
  }

  package func apiKeys(of user: UserID) async throws -> [APIKeyRecord] {
    try await read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM api_key WHERE user = ? ORDER BY created_at, id",
        arguments: [user.text]
      ).map(APIKeyRecord.init(row:))
    }
  }

  package func revoke(_ key: APIKeyID, of user: UserID) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM api_key WHERE id = ? AND user = ?", arguments: [key.text, user.text])
      return database.changesCount > 0
    }
  }

  package func recordUse(of key: APIKeyID, at time: Timestamp) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE api_key SET last_used_at = ? WHERE id = ?",
        arguments: [time.milliseconds, key.text])
    }
  }

  package func insert(_ invitation: InvitationRecord) async throws -> Bool {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM invitation WHERE expires_at <= ?",
        arguments: [Timestamp.now.milliseconds])
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM invitation") ?? 0
      guard count < InvitationRecord.maximum else { return false }
      try database.execute(
        sql: """
          INSERT INTO invitation (digest, email, created_at, expires_at) VALUES (?, ?, ?, ?)
          """,
        arguments: [
          Data(invitation.digest), invitation.email, invitation.createdAt.milliseconds,
          invitation.expiresAt.milliseconds,
        ])
      return true
    }
  }

  package func isOpen(invitation digest: [UInt8], for email: String) async throws -> Bool {
    try await read { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM invitation WHERE \(Self.openInvitation))",
        arguments: [Data(digest), Timestamp.now.milliseconds, email]) ?? false
    }
  }

  private static let openInvitation =
    "digest = ?1 AND expires_at > ?2 AND coalesce(email, ?3) = ?3"

  package func removeInvitations() async throws -> Int {
    try await write { database in
      try database.execute(sql: "DELETE FROM invitation")
      return database.changesCount
    }
  }

  /// Uses up an invitation.
  /// - Returns: false if it does not exist, has expired or is for another address.
  static func use(
    _ invitation: [UInt8], email: String, in database: Database
  ) throws -> Bool {
    try database.execute(
      sql: "DELETE FROM invitation WHERE \(openInvitation)",
      arguments: [Data(invitation), Timestamp.now.milliseconds, email])
    return database.changesCount > 0
  }
}

extension APIKeyRecord {
  fileprivate init(row: Row) throws {
    func time(_ column: String) -> Timestamp? {
      (row[column] as Int64?).map(Timestamp.init(milliseconds:))
    }
    try self.init(
      id: APIKeyID(row["id"] as String), user: UserID(row["user"] as String), name: row["name"],
      scope: AccessScope(stored: row["scope"]), digest: [UInt8](row["digest"] as Data),
      createdAt: Timestamp(milliseconds: row["created_at"]), expiresAt: time("expires_at"),
      lastUsedAt: time("last_used_at"))
  }
}
