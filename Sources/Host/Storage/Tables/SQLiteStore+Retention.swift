import Foundation
import GRDB
import HermesContract

/// Removed events of a task that is kept are replaced by a row that marks the gap, so that every
/// reader of the history encounters it.
extension SQLiteStore: RetentionStore {
  /// Small enough that a commit of the journal hardly waits.
  private static let stepRows = 128
  private static let stepPages = 256
  private static let finalStates = "status IN (\(names(TaskStatus.terminal)))"

  package func usedBytes() async throws -> Int64 {
    let ofBlobs = try await blobs?.bytes() ?? 0
    return try await read { Int64(ofBlobs) + (try Self.databaseSize($0).used) }
  }

  package func availableBytes(of allowed: Int64) async throws -> Int64 {
    let ofBlobs = try await blobs?.bytes() ?? 0
    let file = try await read { try Self.databaseSize($0).file }
    return disk.room(of: allowed, used: Int64(ofBlobs) + file)
  }

  package func lastTrustedTime() async throws -> Timestamp? {
    try await read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT coalesce(
            (SELECT CAST(value AS INTEGER) FROM property WHERE name = 'trusted_time'),
            (SELECT max(finished_at) FROM task WHERE finished_at IS NOT NULL))
          """
      ).map(Timestamp.init(milliseconds:))
    }
  }

  package func setLastTrustedTime(_ time: Timestamp) async throws {
    try await pool.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO property (name, value) VALUES ('trusted_time', ?)",
        arguments: [String(time.milliseconds)])
    }
  }

  package func heaviestOwner(except passed: Set<UserID>) async throws -> HeaviestOwner? {
    try await read { database in
      let owners = try Row.fetchAll(
        database,
        sql: """
          SELECT owner, sum(bytes) AS bytes, sum(ended) AS ended FROM (
            SELECT owner, bytes, bytes AS ended FROM stored WHERE bytes > 0
            UNION ALL
            SELECT owner, bytes, 0 FROM task INDEXED BY task_unfinished WHERE \(Self.isUnfinished))
          WHERE owner <> ? GROUP BY owner ORDER BY bytes DESC, owner
          """, arguments: [Self.bin])
      let sum = owners.reduce(Int64(0)) { $0 + ($1["bytes"] as Int64) }
      let heaviest = owners.first {
        ($0["ended"] as Int64) > 0 && !passed.contains(UserID($0["owner"] as String))
      }
      return heaviest.map {
        HeaviestOwner(
          UserID($0["owner"] as String), bytes: $0["bytes"], average: sum / Int64(owners.count))
      }
    }
  }

  package func removeOldest(
    endedBefore limit: Timestamp, of owner: UserID?
  ) async throws -> RetentionStep? {
    let step = try await pool.write { database -> RetentionStep? in
      guard
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT number, id, owner, conversation FROM task
            WHERE finished_at < ? AND \(Self.finalStates)
              AND \(owner == nil ? "owner <> ?" : "owner = ?")
            ORDER BY finished_at, number LIMIT 1
            """, arguments: [limit.milliseconds, owner?.text ?? Self.bin])
      else { return nil }
      let task = TaskID(row["id"] as String)
      let number: Int64 = row["number"]
      // A task with many events is removed in parts, so that others can commit in between.
      let next = try Int64.fetchAll(
        database, sql: "SELECT seq FROM event WHERE task = ? ORDER BY seq LIMIT 2 OFFSET ?",
        arguments: [number, Self.stepRows - 1])
      if next.count == 2 {
        try Self.replaceEvents(1...next[0], of: number, task: task, in: database)
        return .shortened(task)
      }
      try database.execute(
        sql: """
          INSERT INTO removal (owner, cursor)
            SELECT owner, max(cursor) FROM event WHERE task = ?1 GROUP BY owner
          ON CONFLICT (owner) DO UPDATE SET cursor = max(cursor, excluded.cursor)
          """, arguments: [number])
      try database.execute(sql: "DELETE FROM task WHERE number = ?", arguments: [number])
      try database.execute(
        sql: """
          DELETE FROM conversation
          WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM task WHERE conversation = ?1)
          """, arguments: [row["conversation"] as String])
      return .removed(task)
    }
    if case .removed(let task) = step { blobs?.removeAll(of: task) }
    return step
  }

  package func thinOldest(of owner: UserID) async throws -> Bool {
    try await pool.write { database in
      guard
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT number, id FROM task WHERE is_thinned = 0 AND finished_at IS NOT NULL
              AND \(Self.finalStates) AND owner = ? ORDER BY finished_at, number LIMIT 1
            """, arguments: [owner.text])
      else { return false }
      let number: Int64 = row["number"]
      let ranges = try Self.lossyRanges(of: number, in: database)
      for run in Self.joinedRuns(ranges) {
        try Self.replaceEvents(run, of: number, task: TaskID(row["id"] as String), in: database)
      }
      if ranges.count < Self.stepRows {
        try database.execute(
          sql: "UPDATE task SET is_thinned = 1 WHERE number = ?", arguments: [number])
      }
      return true
    }
  }

  /// The `seq` ranges of the task's first rows of lossy events, as many as one step removes. A row
  /// is lossy as a whole (`EventRow`).
  private static func lossyRanges(
    of number: Int64, in database: Database
  ) throws -> [ClosedRange<Int64>] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT seq, count, type, json FROM event WHERE task = ? AND type IN (\(names(EventType.lossy)))
        ORDER BY seq
        """, arguments: [number])
    var ranges: [ClosedRange<Int64>] = []
    while ranges.count < stepRows, let row = try rows.next() {
      let type = try EventType(stored: row["type"])
      guard type.isLossy([UInt8](row["json"] as Data)) else { continue }
      let last: Int64 = row["seq"]
      ranges.append((last - row["count"] + 1)...last)
    }
    return ranges
  }

  /// Merges adjacent ranges; the input is ascending.
  static func joinedRuns(_ ranges: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] {
    ranges.reduce(into: []) { runs, range in
      if let last = runs.last, last.upperBound + 1 == range.lowerBound {
        runs[runs.count - 1] = last.lowerBound...range.upperBound
      } else {
        runs.append(range)
      }
    }
  }

  /// Replaces the events of a run with a gap, merged with a gap that directly precedes it.
  private static func replaceEvents(
    _ run: ClosedRange<Int64>, of number: Int64, task: TaskID, in database: Database
  ) throws {
    let before = try Row.fetchOne(
      database, sql: "SELECT seq, json FROM event WHERE task = ? AND seq = ? AND type = ?",
      arguments: [number, run.lowerBound - 1, EventGap.storedType])
    let earlier = before.flatMap { EventGap(task: task, json: [UInt8]($0["json"] as Data)) }
    guard
      let last = try Row.fetchOne(
        database, sql: "SELECT cursor, owner FROM event WHERE task = ? AND seq = ?",
        arguments: [number, run.upperBound])
    else { return }
    let removed: StatementArguments = [
      number, before?["seq"] as Int64? ?? run.lowerBound, run.upperBound,
    ]
    try database.execute(
      sql: """
        UPDATE task SET bytes = max(0, bytes - (SELECT coalesce(sum(length(json)), 0) FROM event
          WHERE task = ?1 AND seq BETWEEN ?2 AND ?3)) WHERE number = ?1
        """, arguments: removed)
    try database.execute(
      sql: "DELETE FROM event WHERE task = ?1 AND seq BETWEEN ?2 AND ?3", arguments: removed)
    let gap = EventGap(task: task, from: earlier?.from ?? run.lowerBound, to: run.upperBound)
    try database.execute(
      sql: "INSERT INTO event (task, seq, cursor, owner, type, json) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        number, run.upperBound, last["cursor"] as Int64, last["owner"] as String,
        EventGap.storedType, Data(gap.json),
      ])
  }

  package func removedThrough(owner: UserID) async throws -> Int64 {
    try await read { database in
      try Int64.fetchOne(
        database, sql: "SELECT cursor FROM removal WHERE owner = ?", arguments: [owner.text]) ?? 0
    }
  }

  package func reclaim() async throws -> Bool {
    try await pool.writeWithoutTransaction { database in
      let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      let free = try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
      // Some free pages are kept, because they will be reused; returning them all would be wasted
      // work.
      guard free > Int64(Self.stepPages), free > pages / 10 else { return false }
      _ = try Row.fetchAll(database, sql: "PRAGMA incremental_vacuum(\(Self.stepPages))")
      // A file from before auto_vacuum was enabled can't return anything.
      return try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0 < free
    }
  }
}
