import Foundation
import GRDB
import HermesContract

extension SQLiteStore: EventHistory {
  package func events(
    of task: TaskID, after: Int64, maximumBytes: Int
  ) async throws -> [CommittedEvent] {
    try await read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT seq, cursor, owner, type, count, json, ?1 AS id FROM event
            WHERE task = \(Self.visibleNumber) AND seq > ?2 ORDER BY seq
            """), arguments: [task.text, after])
      return try Self.page(of: rows, maximumBytes: maximumBytes) { $0.seq > after }
    }
  }

  package func events(
    owner: UserID, after: Int64, maximumBytes: Int
  ) async throws -> [CommittedEvent] {
    try await read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT event.seq, event.cursor, event.owner, event.type, event.count, event.json,
              task.id AS id
            FROM event JOIN task ON task.number = event.task
            WHERE event.owner = ? AND event.cursor > ? AND task.owner = event.owner
            ORDER BY event.cursor
            """), arguments: [owner.text, after])
      return try Self.page(of: rows, maximumBytes: maximumBytes) { $0.cursor > after }
    }
  }

  package func lastCursor(of owner: UserID) async throws -> Int64 {
    try await read { try JournalNumbers.lastCursor(of: owner, $0) }
  }

  /// - Parameter isWanted: false for events of the first row that precede the position.
  private static func page(
    of rows: RowCursor, maximumBytes: Int, isWanted: (CommittedEvent) -> Bool
  ) throws -> [CommittedEvent] {
    var events: [CommittedEvent] = []
    var bytes = 0
    while bytes < maximumBytes, let row = try rows.next() {
      let count: Int64 = row["count"]
      let lines = try row.withUnsafeData(named: "json") { json in
        json?.withUnsafeBytes { EventRow.lines($0, count: count) } ?? []
      }
      let (task, owner) = (TaskID(row["id"] as String), UserID(row["owner"] as String))
      let name: String = row["type"]
      let type = try name == EventGap.storedType ? EventGap.type : EventType(stored: name)
      let (seq, cursor): (Int64, Int64) = (row["seq"], row["cursor"])
      for (json, back) in zip(lines, stride(from: count - 1, through: 0, by: -1)) {
        let event = CommittedEvent(
          task: task, owner: owner, type: type, seq: seq - back, cursor: cursor - back, json: json)
        guard isWanted(event) else { continue }
        bytes += json.count
        events.append(event)
      }
    }
    return events
  }
}
