import GRDB
import HermesContract

/// Lists of tasks, in pages that are bounded in number and size.
extension SQLiteStore {
  private static let columns = """
    id, owner, conversation, \(messageColumn) AS message, status, direct_agent, created_at, started_at, finished_at,
    NULL AS intent, NULL AS plan, error, last_seq, trace, requires_approval, worked
    """

  /// An expression for the bytes of a text column.
  private static func byteCount(of column: String) -> String {
    "coalesce(length(CAST(\(column) AS BLOB)), 0)"
  }

  package func tasks(
    owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    try await read { database in
      let bound =
        try Self.rowNumber(of: before, owner: owner, in: database)
        ?? (before == nil ? Int64.max : 0)
      return try Self.page(
        of: Row.fetchCursor(
          database,
          sql: """
            SELECT \(Self.columns), NULL AS result,
              \(Self.byteCount(of: Self.messageColumn)) + \(Self.byteCount(of: "error")) AS bytes
            FROM task WHERE owner = ? AND number < ? ORDER BY number DESC LIMIT ?
            """, arguments: [owner.text, bound, limit]), maximumBytes: maximumBytes)
    }
  }

  package func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    try await read { database in
      let bound =
        try Self.rowNumber(of: after, owner: owner, in: database) ?? (after == nil ? 0 : Int64.max)
      // The request appears both in the list of tasks and in that of messages, so it counts twice.
      return try Self.page(
        of: Row.fetchCursor(
          database,
          sql: """
            SELECT \(Self.columns), result,
              2 * \(Self.byteCount(of: Self.messageColumn)) + 2 * \(Self.byteCount(of: "error")) + \(Self.byteCount(of: "result"))
                AS bytes
            FROM task WHERE conversation = ? AND owner = ? AND number > ? ORDER BY number LIMIT ?
            """, arguments: [conversation.text, owner.text, bound, limit]),
        maximumBytes: maximumBytes)
    }
  }

  package func taskIDs(in conversation: ConversationID, owner: UserID) async throws -> [TaskID] {
    try await read { database in
      try String.fetchAll(
        database, sql: "SELECT id FROM task WHERE conversation = ? AND owner = ?",
        arguments: [conversation.text, owner.text]
      ).map { TaskID($0) }
    }
  }

  private static func rowNumber(
    of task: TaskID?, owner: UserID, in database: Database
  ) throws -> Int64? {
    try task.flatMap {
      try Int64.fetchOne(
        database, sql: "SELECT number FROM task WHERE id = ? AND owner = ?",
        arguments: [$0.text, owner.text])
    }
  }

  private static func page(of rows: RowCursor, maximumBytes: Int) throws -> Page<TaskRecord> {
    var records: [TaskRecord] = []
    var left = maximumBytes
    while let row = try rows.next() {
      left -= row["bytes"] as Int
      guard left >= 0 || records.isEmpty else { return Page(records, isCut: true) }
      records.append(try TaskRecord(row: row))
    }
    return Page(records, isCut: false)
  }
}
