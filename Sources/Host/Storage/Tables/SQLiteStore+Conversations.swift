import GRDB
import HermesContract

extension SQLiteStore: ConversationStore {
  private static let select = """
    SELECT conversation.*,
      (SELECT count(*) FROM task WHERE task.conversation = conversation.id) AS task_count
    FROM conversation
    """

  package func conversation(
    _ id: ConversationID, owner: UserID
  ) async throws -> ConversationRecord? {
    try await read { database in
      try Row.fetchOne(
        database, sql: Self.select + " WHERE id = ? AND owner = ?",
        arguments: [id.text, owner.text]
      ).map(ConversationRecord.init(row:))
    }
  }

  package func hasConversation(_ id: ConversationID, owner: UserID) async throws -> Bool {
    try await read { database in
      try Int.fetchOne(
        database, sql: "SELECT 1 FROM conversation WHERE id = ? AND owner = ?",
        arguments: [id.text, owner.text]) != nil
    }
  }

  package func conversations(
    owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: Self.select + """
           WHERE owner = ?1 AND (?2 IS NULL OR (updated_at, id) <
             (SELECT updated_at, id FROM conversation WHERE id = ?2 AND owner = ?1))
          ORDER BY updated_at DESC, id DESC LIMIT ?3
          """,
        arguments: [owner.text, before?.text, limit]
      ).map(ConversationRecord.init(row:))
    }
  }

  package func earlierTurns(
    in conversation: ConversationID, owner: UserID, until: Timestamp, limit: Int, maximumBytes: Int
  ) async throws -> [EarlierTurn] {
    try await read { database in
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT number, id, said, result, status,
              length(CAST(\(Self.messageColumn) AS BLOB)) AS bytes
            FROM task INDEXED BY task_tried
            WHERE conversation = ? AND owner = ?
              AND status IN (\(Self.names([TaskStatus.completed, .failed]))) AND finished_at <= ?
            ORDER BY finished_at DESC, number DESC LIMIT ?
            """),
        arguments: [conversation.text, owner.text, until.milliseconds, limit])
      var left = maximumBytes
      return try rows.map { row in
        // Limited because parsing is the expensive part.
        let bytes: Int = row["bytes"]
        let message = bytes <= left ? try Self.message(of: row["number"], in: database) : nil
        if message != nil { left -= bytes }
        return EarlierTurn(
          task: TaskID(row["id"] as String), message: message, said: row.text("said"), bytes: bytes,
          result: row.text("result"), isFailed: try TaskStatus(stored: row["status"]) == .failed)
      }
    }
  }

  private static func message(of number: Int64, in database: Database) throws -> Message? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT \(Self.messageColumn) FROM task WHERE number = ?"),
      arguments: [number]
    ).map(Message.init(stored:))
  }
}

extension ConversationRecord {
  init(row: Row) {
    self.init(
      id: ConversationID(row["id"] as String), title: row.text("title") ?? "",
      createdAt: Timestamp(milliseconds: row["created_at"]),
      updatedAt: Timestamp(milliseconds: row["updated_at"]), taskCount: row["task_count"])
  }
}
