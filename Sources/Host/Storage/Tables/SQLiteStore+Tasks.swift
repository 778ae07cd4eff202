import Foundation
import GRDB
import HermesContract

extension SQLiteStore: TaskLookup, UnfinishedTasks {
  /// The message of a row of `task`; large messages are in a separate table.
  static let messageColumn =
    "coalesce((SELECT json FROM large_message WHERE number = task.number), task.message)"
  /// Has to match the condition of the index on unfinished tasks literally, or SQLite does not use
  /// that index.
  static let isUnfinished = "status NOT IN (\(names(TaskStatus.terminal)))"

  /// Raw values as a list for an SQL statement.
  static func names(_ values: [some RawRepresentable<String>]) -> String {
    values.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }

  private static let allColumns = "\(messageColumn) AS message, intent, plan, result"

  package func task(_ id: TaskID, owner: UserID) async throws -> TaskRecord? {
    try await read { try Self.record(of: id, owner: owner, large: Self.allColumns, $0) }
  }

  package func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail? {
    try await read { database in
      guard let task = try Self.record(of: id, owner: owner, large: Self.allColumns, database)
      else { return nil }
      return TaskDetail(
        task: task, steps: try Self.steps(of: id, database),
        artifacts: try Self.artifactSummaries(of: id, database),
        inputs: try Self.inputs(of: id, database))
    }
  }

  package func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord? {
    try await read { database in
      try Self.record(
        of: id, owner: owner,
        large: "'{}' AS message, NULL AS intent, NULL AS plan, NULL AS result", database)
    }
  }

  package func taskWithoutMessage(_ id: TaskID, owner: UserID) async throws -> TaskRecord? {
    try await read { database in
      try Self.record(
        of: id, owner: owner, large: "'{}' AS message, intent, plan, NULL AS result", database)
    }
  }

  /// - Parameter large: the SQL expressions of the columns that may be large.
  private static func record(
    of id: TaskID, owner: UserID, large: String, _ database: Database
  ) throws -> TaskRecord? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id, owner, conversation, status, direct_agent, created_at, started_at,
            finished_at, error, last_seq, trace, requires_approval, worked, \(large)
          FROM task WHERE id = ? AND owner = ?
          """), arguments: [id.text, owner.text]
    ).map(TaskRecord.init(row:))
  }

  package func steps(of task: TaskID) async throws -> [StepRecord] {
    try await read { try Self.steps(of: task, $0) }
  }

  private static func steps(of task: TaskID, _ database: Database) throws -> [StepRecord] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT * FROM step WHERE task = \(visibleNumber) ORDER BY number"),
      arguments: [task.text]
    ).map(StepRecord.init(row:))
  }

  package func unfinishedTasks() async throws -> [(
    task: TaskID, owner: UserID, bytes: Int
  )] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, owner, length(CAST(\(Self.messageColumn) AS BLOB)) AS bytes
          FROM task WHERE \(Self.isUnfinished)
            AND owner NOT IN (SELECT id FROM user WHERE deleted_at IS NOT NULL)
          ORDER BY number
          """
      ).map { (TaskID($0["id"] as String), UserID($0["owner"] as String), $0["bytes"]) }
    }
  }

  package func unfinishedTasks(of owner: UserID) async throws -> [TaskID] {
    try await read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT id FROM task INDEXED BY task_unfinished
          WHERE owner = ? AND \(Self.isUnfinished)
          ORDER BY number
          """, arguments: [owner.text]
      ).map { TaskID($0) }
    }
  }

  package func eventTypes(of task: TaskID) async throws -> Set<EventType> {
    try await read { database in
      Set(
        try String.fetchAll(
          database,
          sql: "SELECT DISTINCT type FROM event WHERE task = \(Self.visibleNumber) AND type <> ?2",
          arguments: [task.text, EventGap.storedType]
        ).map(EventType.init(stored:)))
    }
  }

  package func idempotency(owner: UserID, key: String) async throws -> IdempotencyRecord? {
    let oldest = IdempotencyRecord.oldest(at: .now).milliseconds
    return try await read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT idempotency.key, fingerprint, task.id AS task FROM idempotency
          JOIN task ON task.number = idempotency.task
          WHERE idempotency.owner = ? AND idempotency.key = ? AND idempotency.created_at > ?
          """, arguments: [owner.text, key, oldest]
      ).map {
        IdempotencyRecord(
          key: $0["key"], fingerprint: $0["fingerprint"], task: TaskID($0["task"] as String))
      }
    }
  }
}

extension TaskRecord {
  init(row: Row) throws {
    self.init(
      id: TaskID(row["id"] as String), owner: UserID(row["owner"] as String),
      conversation: ConversationID(row["conversation"] as String),
      message: Message(stored: row["message"]),
      directAgent: row["direct_agent"], createdAt: Timestamp(milliseconds: row["created_at"]))
    status = try TaskStatus(stored: row["status"])
    startedAt = (row["started_at"] as Int64?).map(Timestamp.init(milliseconds:))
    finishedAt = (row["finished_at"] as Int64?).map(Timestamp.init(milliseconds:))
    intent = Self.parsedJSON(row["intent"]).flatMap(Intent.init(json:))
    plan = Self.parsedJSON(row["plan"]).flatMap(Plan.init(json:))
    result = row.text("result")
    error = Self.parsedJSON(row["error"]).flatMap(HermesError.init(json:))
    lastSeq = row["last_seq"]
    trace = row["trace"]
    requiresApproval = row["requires_approval"]
    worked = row["worked"]
  }

  static func parsedJSON(_ text: String?) -> JSONValue? {
    text.flatMap { JSONValue(parsing: $0.utf8) }
  }
}

extension Message {
  init(stored text: String) {
    let json = JSONValue(parsing: text.utf8) ?? .null
    self.init(
      id: json["messageId"]?.string ?? "",
      parts: (json["parts"]?.array ?? []).compactMap(Part.init(json:)))
  }
}

extension StepRecord {
  init(row: Row) throws {
    try self.init(
      number: row["number"], agent: row["agent"], skill: row["skill"],
      task: row.text("description") ?? "",
      status: StepStatus(stored: row["status"]), attempt: row["attempt"])
    startedAt = (row["started_at"] as Int64?).map(Timestamp.init(milliseconds:))
    finishedAt = (row["finished_at"] as Int64?).map(Timestamp.init(milliseconds:))
    preview = row.text("preview")
    error = TaskRecord.parsedJSON(row["error"]).flatMap(HermesError.init(json:))
    usage = TaskRecord.parsedJSON(row["usage"])
    deaths = row["deaths"]
  }
}

extension HermesError {
  init?(json: JSONValue) {
    guard let code = json["code"]?.string, let message = json["message"]?.string else { return nil }
    self.init(stored: code, message)
  }
}
