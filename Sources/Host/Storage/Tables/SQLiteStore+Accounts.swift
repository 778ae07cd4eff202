import GRDB
import HermesContract

extension SQLiteStore: AccountStore {
  package func insert(
    _ user: UserRecord, using invitation: [UInt8]?
  ) async throws -> AccountInsertion {
    do {
      return try await write { database in
        if let invitation, try !Self.use(invitation, email: user.email, in: database) {
          return .notInvited
        }
        try database.execute(
          sql: """
            INSERT INTO user (id, email, username, full_name, password_hash, role, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            user.id.text, user.email, user.username, user.fullName, user.passwordHash,
            user.role.rawValue, user.createdAt.milliseconds,
          ])
        return .done
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      // The transaction was rolled back: the invitation is not used up.
      return .taken
    }
  }

  package func user(email: String) async throws -> UserRecord? {
    try await read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT * FROM user WHERE (email = ?1 OR username = ?1) AND deleted_at IS NULL",
        arguments: [email]
      ).map(UserRecord.init(row:))
    }
  }

  package func user(_ id: UserID) async throws -> UserRecord? {
    try await read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM user WHERE id = ? AND deleted_at IS NULL",
        arguments: [id.text]
      ).map(UserRecord.init(row:))
    }
  }

  package func usage(after previous: UserID?, limit: Int) async throws -> [AccountUsage] {
    let now = Timestamp.now
    return try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT user.*, used.tasks AS tasks_today, used.tokens AS tokens_today,
            (SELECT count(*) FROM task WHERE owner = user.id) AS tasks,
            (SELECT count(*) FROM task INDEXED BY task_unfinished
              WHERE owner = user.id AND \(Self.isUnfinished)) AS open_tasks,
            (SELECT count(*) FROM session WHERE session.user = user.id AND expires_at > ?1) AS sessions,
            (SELECT count(*) FROM api_key WHERE api_key.user = user.id) AS keys,
            nullif(max(
              coalesce((SELECT max(refreshed_at) FROM session WHERE session.user = user.id), 0),
              coalesce((SELECT max(last_used_at) FROM api_key WHERE api_key.user = user.id), 0)), 0
            ) AS last_seen_at
          FROM user LEFT JOIN used ON used.owner = user.id AND used.day = ?2
          WHERE user.deleted_at IS NULL AND (?3 IS NULL OR (user.created_at, user.id) >
            (SELECT created_at, id FROM user WHERE id = ?3))
          ORDER BY user.created_at, user.id LIMIT ?4
          """,
        arguments: [now.milliseconds, Quotas.dayNumber(of: now), previous?.text, limit]
      ).map { row in
        var usage = AccountUsage(try UserRecord(row: row))
        usage.tasks = row["tasks"]
        usage.openTasks = row["open_tasks"]
        usage.storedBytes = try Self.storedBytes(of: usage.user.id, database)
        usage.tasksToday = row["tasks_today"] ?? 0
        usage.tokensToday = row["tokens_today"] ?? 0
        usage.sessions = row["sessions"]
        usage.keys = row["keys"]
        usage.lastSeenAt = (row["last_seen_at"] as Int64?).map { Timestamp(milliseconds: $0) }
        return usage
      }
    }
  }

  package func setPassword(
    _ hash: String, of user: UserID, replacing old: String?, except kept: SessionID?
  ) async throws -> [SessionID]? {
    try await write { database in
      try database.execute(
        sql: """
          UPDATE user SET password_hash = ?1
          WHERE id = ?2 AND password_hash = coalesce(?3, password_hash) AND deleted_at IS NULL
          """, arguments: [hash, user.text, old])
      guard database.changesCount > 0 else { return nil }
      return try Self.revokeSessions(of: user, except: kept, database)
    }
  }

  package func setRole(_ role: UserRecord.Role, of user: UserID) async throws {
    try await write { database in
      try database.execute(
        sql: "UPDATE user SET role = ? WHERE id = ?", arguments: [role.rawValue, user.text])
    }
  }

  package func setDisabled(_ isDisabled: Bool, of user: UserID) async throws -> [SessionID] {
    try await write { database in
      // Keeps the time of the first disabling.
      try database.execute(
        sql: "UPDATE user SET disabled_at = iif(?, coalesce(disabled_at, ?), NULL) WHERE id = ?",
        arguments: [isDisabled, Timestamp.now.milliseconds, user.text])
      guard isDisabled else { return [] }
      let keys = try String.fetchAll(
        database, sql: "SELECT id FROM api_key WHERE user = ?", arguments: [user.text])
      return try Self.revokeSessions(of: user, except: nil, database)
        + keys.map { SessionID(key: APIKeyID($0)) }
    }
  }

  package func insert(
    _ session: SessionRecord, checked hash: String, role: UserRecord.Role
  ) async throws -> [SessionID]? {
    try await write { database in
      // The number is limited, so that a login does not wait for many expired sessions to be
      // removed.
      try database.execute(
        sql: """
          DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at < ? LIMIT 100)
          """, arguments: [Timestamp.now.milliseconds])
      try database.execute(
        sql: """
          INSERT INTO session
            (id, user, refresh_id, expires_at, created_at, refreshed_at, address, client)
          SELECT ?, id, ?, ?, ?, ?, ?, ? FROM user
          WHERE id = ? AND password_hash = ? AND role = ? AND deleted_at IS NULL
            AND disabled_at IS NULL
          """,
        arguments: [
          session.id.text, session.refreshID, session.expiresAt.milliseconds,
          session.createdAt?.milliseconds, session.refreshedAt?.milliseconds,
          session.origin.address, session.origin.client, session.user.text, hash,
          role.rawValue,
        ])
      guard database.changesCount > 0 else { return nil }
      // Databases of earlier versions may have many more, which are removed gradually.
      return try String.fetchAll(
        database,
        sql: """
          DELETE FROM session WHERE id IN (
            SELECT id FROM session WHERE user = ? ORDER BY expires_at DESC, id
            LIMIT 100 OFFSET ?)
          RETURNING id
          """, arguments: [session.user.text, SessionRecord.maximumPerUser]
      ).map { SessionID($0) }
    }
  }

  package func session(_ id: SessionID) async throws -> SessionRecord? {
    try await read { database in
      // Queried with every request, hence cached.
      let found = try database.cachedStatement(
        sql: "SELECT \(Self.sessionColumns) FROM session WHERE id = ?")
      return try Row.fetchOne(found, arguments: [id.text]).map(SessionRecord.init(row:))
    }
  }

  private static let sessionColumns =
    "id, user, refresh_id, expires_at, created_at, refreshed_at, address, client"

  package func sessions(of user: UserID) async throws -> [SessionRecord] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(Self.sessionColumns) FROM session WHERE user = ? AND expires_at >= ?
          ORDER BY refreshed_at DESC, expires_at DESC, id LIMIT ?
          """,
        arguments: [user.text, Timestamp.now.milliseconds, SessionRecord.maximumPerUser]
      ).map(SessionRecord.init(row:))
    }
  }

  package func rotate(
    session: SessionID, from old: String, to new: String, expiresAt: Timestamp
  ) async throws -> SessionRotation {
    try await write { database in
      try database.execute(
        sql: """
          UPDATE session SET refresh_id = ?, expires_at = ?, refreshed_at = ?
          WHERE id = ? AND refresh_id = ?
          """,
        arguments: [
          new, expiresAt.milliseconds, Timestamp.now.milliseconds, session.text, old,
        ])
      guard database.changesCount == 0 else { return .done }
      let isOpen = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM session WHERE id = ?)",
        arguments: [session.text])
      return isOpen == true ? .reused : .ended
    }
  }

  package func revoke(session: SessionID) async throws {
    try await write { database in
      try database.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [session.text])
    }
  }

  package func revokeSessions(
    of user: UserID, except kept: SessionID?
  ) async throws -> [SessionID] {
    try await write { try Self.revokeSessions(of: user, except: kept, $0) }
  }

  static func revokeSessions(
    of user: UserID, except kept: SessionID?, _ database: Database
  ) throws -> [SessionID] {
    try String.fetchAll(
      database, sql: "DELETE FROM session WHERE user = ? AND id IS NOT ? RETURNING id",
      arguments: [user.text, kept?.text]
    ).map { SessionID($0) }
  }
}

extension UserRecord {
  init(row: Row) throws {
    try self.init(
      id: UserID(row["id"] as String), email: row["email"], username: row["username"],
      fullName: row["full_name"], passwordHash: row["password_hash"],
      role: Role(stored: row["role"]),
      createdAt: Timestamp(milliseconds: row["created_at"]),
      disabledAt: (row["disabled_at"] as Int64?).map(Timestamp.init(milliseconds:)))
  }
}

extension SessionRecord {
  init(row: Row) {
    self.init(
      id: SessionID(row["id"] as String), user: UserID(row["user"] as String),
      refreshID: row["refresh_id"], expiresAt: Timestamp(milliseconds: row["expires_at"]),
      origin: LoginOrigin(address: row["address"], client: row["client"]),
      createdAt: (row["created_at"] as Int64?).map(Timestamp.init(milliseconds:)),
      refreshedAt: (row["refreshed_at"] as Int64?).map(Timestamp.init(milliseconds:)))
  }
}
