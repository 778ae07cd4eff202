import Foundation
import GRDB
import HermesContract

extension SQLiteStore {
  package func events(
    of task: TaskID, after: Int64, maximumBytes: Int
  ) async throws -> [CommittedEvent] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT seq, cursor, owner, type, json, ?1 AS id FROM event
            WHERE task = (SELECT number FROM task WHERE id = ?1) AND seq > ?2 ORDER BY seq
            """), arguments: [task.text, after])
      return try Self.page(rows, maximumBytes)
    }
  }

  package func events(
    owner: UserID, after: Int64, maximumBytes: Int
  ) async throws -> [CommittedEvent] {
    try await pool.read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT event.seq, event.cursor, event.owner, event.type, event.json, task.id AS id
            FROM event JOIN task ON task.number = event.task
            WHERE event.owner = ? AND event.cursor > ? ORDER BY event.cursor
            """), arguments: [owner.text, after])
      return try Self.page(rows, maximumBytes)
    }
  }

  private static func page(_ rows: RowCursor, _ maximumBytes: Int) throws -> [CommittedEvent] {
    var events: [CommittedEvent] = []
    var bytes = 0
    while bytes < maximumBytes, let row = try rows.next() {
      let json: Data = row["json"]
      bytes += json.count
      events.append(
        CommittedEvent(
          task: TaskID(row["id"] as String), owner: UserID(row["owner"] as String),
          // A gap left by retention is no type of event, but as lossless as one.
          type: EventType(rawValue: row["type"]) ?? .agentEvent, seq: row["seq"],
          cursor: row["cursor"], json: [UInt8](json)))
    }
    return events
  }
}
