import GRDB
import HermesContract

/// Deletion is visible to everyone immediately, through a change of one row: an account is marked
/// as deleted, and a task or conversation is given to the deleted account `deleted`. The rows
/// themselves are removed afterwards, in transactions between which others can commit; this
/// continues after a restart.
extension SQLiteStore: TaskDeletion, RemovalStore {
  /// The account, and its conversation, that own what was deleted from accounts that still exist.
  static let bin = "deleted"
  /// Rows per step: of events, at most 16 KiB each, or of other small rows.
  private static let stepRows = 128
  /// Rows per step that may be large.
  private static let stepValues = 8

  /// The number of the task `id = ?1`, unless it is deleted.
  static let visibleNumber = """
    (SELECT number FROM task WHERE id = ?1
      AND owner NOT IN (SELECT id FROM user WHERE deleted_at IS NOT NULL))
    """

  package func delete(user: UserID) async throws -> [SessionID] {
    let ended = try await write { database in
      // Clear the address, so that it can be registered again.
      try database.execute(
        sql: """
          UPDATE user SET deleted_at = ?, email = 'deleted ' || id, username = NULL,
            full_name = NULL, password_hash = ''
          WHERE id = ? AND deleted_at IS NULL
          """, arguments: [Timestamp.now.milliseconds, user.text])
      let keys = try String.fetchAll(
        database, sql: "DELETE FROM api_key WHERE user = ? RETURNING id", arguments: [user.text])
      return try Self.revokeSessions(of: user, except: nil, database)
        + keys.map { SessionID(key: APIKeyID($0)) }
    }
    removals.yield()
    return ended
  }

  package func delete(task: TaskID, owner: UserID) async throws -> Bool {
    let isDeleted = try await write { database in
      guard
        let number = try Int64.fetchOne(
          database, sql: "SELECT number FROM task WHERE id = ? AND owner = ?",
          arguments: [task.text, owner.text])
      else { return false }
      try Self.discard([number], in: database)
      return true
    }
    if isDeleted { removals.yield() }
    return isDeleted
  }

  package func delete(conversation: ConversationID, owner: UserID) async throws -> Bool {
    let isDeleted = try await write { database in
      try database.execute(
        sql: "UPDATE conversation SET owner = ? WHERE id = ? AND owner = ?",
        arguments: [Self.bin, conversation.text, owner.text])
      return database.changesCount > 0
    }
    guard isDeleted else { return false }
    while try await write({ try Self.discardTasks(of: conversation.text, $0) }) {}
    removals.yield()
    return true
  }

  /// - Returns: whether there were any.
  private static func discardTasks(
    of conversation: String, _ database: Database
  ) throws -> Bool {
    let numbers = try Int64.fetchAll(
      database, sql: "SELECT number FROM task WHERE conversation = ? LIMIT ?",
      arguments: [conversation, stepValues])
    try discard(numbers, in: database)
    return !numbers.isEmpty
  }

  private static func discard(_ tasks: [Int64], in database: Database) throws {
    for number in tasks {
      try database.execute(
        sql: "UPDATE task SET owner = ?1, conversation = ?1 WHERE number = ?2",
        arguments: [bin, number])
      try database.execute(sql: "DELETE FROM idempotency WHERE task = ?", arguments: [number])
    }
  }

  // MARK: - Removal

  package func removeDeleted() async throws -> Bool {
    let (removed, isLeft) = try await write { database -> ([TaskID], Bool) in
      let owner = try String.fetchOne(
        database,
        sql: """
          SELECT id FROM user WHERE deleted_at IS NOT NULL AND (id <> ?1
            OR EXISTS (SELECT 1 FROM task WHERE owner = ?1)
            OR EXISTS (SELECT 1 FROM conversation WHERE owner = ?1 AND id <> ?1))
          ORDER BY deleted_at LIMIT 1
          """, arguments: [Self.bin])
      guard let owner else { return ([], false) }
      return (try Self.remove(of: owner, database), true)
    }
    for task in removed { blobs?.removeAll(of: task) }
    return isLeft
  }

  /// - Returns: the tasks that were removed completely.
  private static func remove(of owner: String, _ database: Database) throws -> [TaskID] {
    var left = stepRows
    var tasks: [TaskID] = []
    while left > 0,
      let row = try Row.fetchOne(
        database, sql: "SELECT number, id FROM task WHERE owner = ? LIMIT 1", arguments: [owner])
    {
      let number: Int64 = row["number"]
      let events = try removeRows(
        where: "event WHERE task = ?1 AND seq IN (SELECT seq FROM event WHERE task = ?1 LIMIT ?2)",
        arguments: [number, left], in: database)
      left -= events + 1
      guard left > 0 else { return tasks }
      let artifacts = try removeRows(
        where: "artifact WHERE rowid IN (SELECT rowid FROM artifact WHERE task = ?1 LIMIT ?2)",
        arguments: [number, stepValues], in: database)
      guard artifacts < stepValues else { return tasks }
      left -= artifacts
      try database.execute(sql: "DELETE FROM task WHERE number = ?", arguments: [number])
      tasks.append(TaskID(row["id"] as String))
    }
    if tasks.isEmpty { try removeRest(of: owner, database) }
    return tasks
  }

  /// Removes the other data of an account that has no more tasks, and finally the account.
  private static func removeRest(of owner: String, _ database: Database) throws {
    if owner == bin,
      let conversation = try String.fetchOne(
        database, sql: "SELECT id FROM conversation WHERE owner = ?1 AND id <> ?1", arguments: [bin]
      )
    {
      // A conversation whose deletion was interrupted.
      guard try !discardTasks(of: conversation, database) else { return }
    }
    let statements: [(sql: String, limit: Int)] = [
      (
        """
        agent_store WHERE owner = ?1 AND (agent, key) IN
          (SELECT agent, key FROM agent_store WHERE owner = ?1 LIMIT ?2)
        """, stepValues
      ),
      (
        """
        conversation WHERE id IN (SELECT id FROM conversation WHERE owner = ?1 AND id <> 'deleted'
          LIMIT ?2)
        """, stepRows
      ),
      (
        """
        idempotency WHERE owner = ?1 AND key IN
          (SELECT key FROM idempotency WHERE owner = ?1 LIMIT ?2)
        """, stepRows
      ),
    ]
    for (sql, limit) in statements
    where try removeRows(where: sql, arguments: [owner, limit], in: database) == limit {
      return
    }
    guard owner != bin else { return }
    try database.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [owner])
  }

  /// - Returns: the number of rows that were removed.
  private static func removeRows(
    where condition: String, arguments: StatementArguments, in database: Database
  ) throws -> Int {
    try database.execute(sql: "DELETE FROM " + condition, arguments: arguments)
    return database.changesCount
  }
}
