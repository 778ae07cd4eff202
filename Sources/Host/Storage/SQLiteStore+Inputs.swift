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
    ).compactMap(InputRecord.init(row:))
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
      ).compactMap { row in
        InputRecord(row: row).map {
          OpenInput(
            task: TaskID(row["task_id"] as String), owner: UserID(row["owner"] as String), input: $0
          )
        }
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

  func ask(_ input: InputRecord, _ task: Int64, _ database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO input
          (task, id, kind, step, attempt, question, state, asked_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      task, input.id.text, input.kind.rawValue, input.step, input.attempt, input.question,
      JSONWriter.text(input.state), input.askedAt.milliseconds, input.expiresAt.milliseconds,
    ])
    try updateStatus(of: task, database)
  }

  /// The one place where a question is closed: of two answers at once, the second is refused here.
  func close(
    _ input: InputID, _ answer: InputAnswer, _ at: Timestamp, _ task: Int64, _ database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        UPDATE input SET answer = ?, answered_at = ? WHERE task = ? AND id = ? AND answer IS NULL
        """
    ).execute(arguments: [JSONWriter.text(answer.json), at.milliseconds, task, input.text])
    guard database.changesCount == 1 else { throw HermesError.inputClosed }
    try updateStatus(of: task, database)
  }

  func closeAll(
    _ answer: InputAnswer, _ at: Timestamp, _ task: Int64, _ database: Database
  ) throws {
    try database.cachedStatement(
      sql: "UPDATE input SET answer = ?, answered_at = ? WHERE task = ? AND answer IS NULL"
    ).execute(arguments: [JSONWriter.text(answer.json), at.milliseconds, task])
  }

  private func updateStatus(of task: Int64, _ database: Database) throws {
    try database.cachedStatement(sql: "UPDATE task SET status = ? WHERE number = ?")
      .execute(arguments: [try Self.begun(task, database).rawValue, task])
  }

  static func begun(_ task: Int64, _ database: Database) throws -> TaskStatus {
    let open = try String.fetchAll(
      database.cachedStatement(sql: "SELECT kind FROM input WHERE task = ? AND answer IS NULL"),
      arguments: [task])
    return .begun(asking: open.compactMap(InputRecord.Kind.init(rawValue:)))
  }
}

extension InputRecord {
  fileprivate init?(row: Row) {
    guard let kind = Kind(rawValue: row["kind"]) else { return nil }
    self.init(
      kind, step: row["step"], attempt: row["attempt"], question: row["question"],
      state: TaskRecord.json(row["state"]) ?? .null, id: InputID(row["id"] as String),
      askedAt: Timestamp(milliseconds: row["asked_at"]),
      expiresAt: Timestamp(milliseconds: row["expires_at"]))
    answer = TaskRecord.json(row["answer"]).flatMap(InputAnswer.init(json:))
  }
}
