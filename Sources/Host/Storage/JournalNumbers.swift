import GRDB
import HermesContract

/// The numbers of one transaction's events: a task's and a user's are read when they are first needed, counted on, and
/// written at the end, however many events there are.
struct JournalNumbers {
  private struct TaskPlace {
    let number: Int64
    var lastSeq: Int64
    /// What the transaction adds.
    var events = 0
    var bytes = 0
  }

  private let database: Database
  /// nil: there is no such task.
  private var tasks: [TaskID: TaskPlace?] = [:]
  private var cursors: [UserID: Int64] = [:]

  /// - Parameter database: the connection of the current transaction; on its queue.
  init(_ database: Database) { self.database = database }

  /// The number of a task's row; nil if the owner has no such task, or has none any more.
  mutating func row(of task: TaskID, owner: UserID) throws -> Int64? {
    if let place = tasks[task] { return place?.number }
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT number, last_seq FROM task WHERE id = ? AND owner = ?"),
      arguments: [task.text, owner.text])
    let place = row.map { TaskPlace(number: $0["number"], lastSeq: $0["last_seq"]) }
    tasks[task] = .some(place)
    return place?.number
  }

  /// A row that was inserted just now.
  mutating func created(_ task: TaskID, row: Int64) {
    tasks[task] = TaskPlace(number: row, lastSeq: 0)
  }

  /// The numbers of the next event of a task that has a row.
  mutating func next(of task: TaskID, owner: UserID) throws -> EventNumbers {
    let cursor = try (cursors[owner] ?? Self.lastCursor(of: owner, database)) + 1
    cursors[owner] = cursor
    let seq = (tasks[task]??.lastSeq ?? 0) + 1
    tasks[task]??.lastSeq = seq
    tasks[task]??.events += 1
    return EventNumbers(task: task, seq: seq, cursor: cursor)
  }

  /// Bytes that the transaction stores of a task besides its events.
  mutating func add(bytes: Int, to task: TaskID) { tasks[task]??.bytes += bytes }

  /// Writes what was counted.
  /// - Parameter events: what the rows of events take, by the tasks' rows.
  func write(adding events: [Int64: Int]) throws {
    for case let place? in tasks.values where place.events > 0 {
      try database.cachedStatement(
        sql: "UPDATE task SET last_seq = ?, bytes = bytes + ? WHERE number = ?"
      ).execute(arguments: [
        place.lastSeq, place.bytes + events[place.number, default: 0], place.number,
      ])
    }
    for (owner, cursor) in cursors {
      try database.cachedStatement(
        sql: """
          INSERT INTO owner_cursor (owner, last) VALUES (?, ?)
          ON CONFLICT (owner) DO UPDATE SET last = excluded.last
          """
      ).execute(arguments: [owner.text, cursor])
    }
  }

  /// A user without a counter has the last number of the time when all users shared one.
  static func lastCursor(of owner: UserID, _ database: Database) throws -> Int64 {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT coalesce(
            (SELECT last FROM owner_cursor WHERE owner = ?),
            (SELECT CAST(value AS INTEGER) FROM property WHERE name = 'last_cursor'), 0)
          """), arguments: [owner.text]) ?? 0
  }
}
