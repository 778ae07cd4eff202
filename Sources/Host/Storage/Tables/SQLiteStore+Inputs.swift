import Foundation
import GRDB
import HermesContract

extension SQLiteStore: InputStore {
  package func inputs(of task: TaskID) async throws -> [InputRecord] {
    try await read { try Self.inputs(of: task, $0) }
  }

  static func inputs(of task: TaskID, _ database: Database) throws -> [InputRecord] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT * FROM input WHERE task = \(visibleNumber) ORDER BY number"),
      arguments: [task.text]
    ).map(InputRecord.init(row:))
  }

  package func expiredInputs(at now: Timestamp) async throws -> [OpenInput] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT input.*, task.id AS task_id, task.owner FROM input
          JOIN task ON task.number = input.task
          WHERE input.answer IS NULL AND input.expires_at <= ? ORDER BY input.expires_at LIMIT 100
          """, arguments: [now.milliseconds]
      ).map { row in
        OpenInput(
          task: TaskID(row["task_id"] as String), owner: UserID(row["owner"] as String),
          input: try InputRecord(row: row))
      }
    }
  }

  package func nextInputExpiry() async throws -> Timestamp? {
    try await read { database in
      try Int64.fetchOne(database, sql: "SELECT min(expires_at) FROM input WHERE answer IS NULL")
        .map(Timestamp.init(milliseconds:))
    }
  }

  // MARK: - In the journal's transaction

  func insertQuestion(_ input: InputRecord, of task: Int64, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO input
          (task, id, kind, step, attempt, question, state, asked_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      task, input.id.text, input.kind.rawValue, input.step, input.attempt, input.question.whole,
      JSONWriter.text(input.state), input.askedAt.milliseconds, input.expiresAt.milliseconds,
    ])
  }

  /// The only place where questions are closed: of two concurrent answers, the second is refused
  /// here.
  func close(_ closing: TaskChange.Closing, of task: Int64, in database: Database) throws {
    try database.cachedStatement(
      sql: """
        UPDATE input SET answer = ?1, answered_at = ?2
        WHERE task = ?3 AND answer IS NULL AND (?4 IS NULL OR id = ?4)
        """
    ).execute(arguments: [
      JSONWriter.text(closing.answer.json), closing.at.milliseconds, task, closing.input?.text,
    ])
    guard closing.input == nil || database.changesCount == 1 else { throw HermesError.inputClosed }
  }

  /// The kinds of the task's open questions.
  static func openKinds(of task: Int64, in database: Database) throws -> [InputRecord.Kind] {
    try String.fetchAll(
      database.cachedStatement(sql: "SELECT kind FROM input WHERE task = ? AND answer IS NULL"),
      arguments: [task]
    ).map(InputRecord.Kind.init(stored:))
  }
}

extension InputRecord {
  fileprivate init(row: Row) throws {
    try self.init(
      Kind(stored: row["kind"]), step: row["step"], attempt: row["attempt"],
      question: row.text("question") ?? "",
      state: TaskRecord.parsedJSON(row["state"]) ?? .null, id: InputID(row["id"] as String),
      askedAt: Timestamp(milliseconds: row["asked_at"]),
      expiresAt: Timestamp(milliseconds: row["expires_at"]))
    guard let closed = row["answer"] as String? else { return }
    answer = TaskRecord.parsedJSON(closed).flatMap(InputAnswer.init(json:))
    // Without an answer the question would count as open.
    if answer == nil { throw UnknownStoredValue(closed, kind: "InputAnswer") }
  }
}
