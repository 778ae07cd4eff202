import GRDB
import HermesContract

extension SQLiteStore: AccountStore {
  package func insert(_ user: UserRecord) async throws -> Bool {
    do {
      try await pool.write { database in
        try database.execute(
          sql: """
            INSERT INTO user (id, email, username, full_name, password_hash, role, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            user.id.text, user.email, user.username, user.fullName, user.passwordHash,
            user.role.rawValue, user.createdAt.milliseconds,
          ])
      }
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
  }

  package func user(email: String) async throws -> UserRecord? {
    try await pool.read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM user WHERE email = ?1 OR username = ?1", arguments: [email]
      ).map(UserRecord.init(row:))
    }
  }

  package func user(_ id: UserID) async throws -> UserRecord? {
    try await pool.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM user WHERE id = ?", arguments: [id.text])
        .map(UserRecord.init(row:))
    }
  }

  package func users() async throws -> [UserRecord] {
    try await pool.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM user ORDER BY created_at")
        .map(UserRecord.init(row:))
    }
  }

  package func setPassword(_ hash: String, of user: UserID) async throws {
    try await pool.write { database in
      try database.execute(
        sql: "UPDATE user SET password_hash = ? WHERE id = ?", arguments: [hash, user.text])
    }
  }

  package func setRole(_ role: UserRecord.Role, of user: UserID) async throws {
    try await pool.write { database in
      try database.execute(
        sql: "UPDATE user SET role = ? WHERE id = ?", arguments: [role.rawValue, user.text])
    }
  }

  package func delete(user: UserID) async throws {
    try await pool.write { database in
      try database.execute(sql: "DELETE FROM idempotency WHERE owner = ?", arguments: [user.text])
      try database.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [user.text])
    }
    try await removeOrphanedBlobs()
  }

  package func insert(_ session: SessionRecord) async throws {
    try await pool.write { database in
      try database.execute(
        sql: "DELETE FROM session WHERE expires_at < ?", arguments: [Timestamp.now.milliseconds])
      try database.execute(
        sql: "INSERT INTO session (id, user, refresh_id, expires_at) VALUES (?, ?, ?, ?)",
        arguments: [
          session.id.text, session.user.text, session.refreshID, session.expiresAt.milliseconds,
        ])
    }
  }

  package func session(_ id: SessionID) async throws -> SessionRecord? {
    try await pool.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM session WHERE id = ?", arguments: [id.text])
        .map { row in
          SessionRecord(
            id: id, user: UserID(row["user"] as String), refreshID: row["refresh_id"],
            expiresAt: Timestamp(milliseconds: row["expires_at"]))
        }
    }
  }

  package func rotate(
    session: SessionID, from old: String, to new: String, expiresAt: Timestamp
  ) async throws -> Bool {
    try await pool.write { database in
      try database.execute(
        sql: "UPDATE session SET refresh_id = ?, expires_at = ? WHERE id = ? AND refresh_id = ?",
        arguments: [new, expiresAt.milliseconds, session.text, old])
      return database.changesCount > 0
    }
  }

  package func revoke(session: SessionID) async throws {
    try await pool.write { database in
      try database.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [session.text])
    }
  }

  package func revokeSessions(
    of user: UserID, except kept: SessionID?
  ) async throws -> [SessionID] {
    try await pool.write { database in
      try String.fetchAll(
        database, sql: "DELETE FROM session WHERE user = ? AND id IS NOT ? RETURNING id",
        arguments: [user.text, kept?.text]
      ).map { SessionID($0) }
    }
  }
}

extension UserRecord {
  init(row: Row) {
    self.init(
      id: UserID(row["id"] as String), email: row["email"], username: row["username"],
      fullName: row["full_name"], passwordHash: row["password_hash"],
      role: Role(rawValue: row["role"]) ?? .user,
      createdAt: Timestamp(milliseconds: row["created_at"]))
  }
}
