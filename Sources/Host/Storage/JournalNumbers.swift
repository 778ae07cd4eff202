import GRDB
import HermesContract

/// What one transaction changes of tasks and users, written at its end: the numbers of events, which are read when they
/// are first needed and counted on, and columns of tasks. So a row, which may hold a plan and a result, is written once
/// for any number of events and changes.
struct JournalNumbers {
  /// Columns of a task that are set as it goes on.
  enum Column: String {
    case status
    case startedAt = "started_at"
    case finishedAt = "finished_at"
    case intent
    case plan
    case worked
    case result
    case error
  }

  private struct TaskPlace {
    let number: Int64
    var lastSeq: Int64
    /// What the transaction adds.
    var events = 0
    var bytes = 0
    /// What it sets, in the order in which it was first set.
    var columns: [(column: Column, value: DatabaseValue)] = []

    var isChanged: Bool { events > 0 || !columns.isEmpty }
  }

  private let database: Database
  /// nil: there is no such task.
  private var tasks: [TaskID: TaskPlace?] = [:]
  private var cursors: [UserID: Int64] = [:]

  /// - Parameter database: the connection of the current transaction; on its queue.
  init(_ database: Database) { self.database = database }

  /// The number of a task's row; nil if the owner has no such task, or has none any more.
  mutating func rowNumber(of task: TaskID, owner: UserID) throws -> Int64? {
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
  mutating func nextNumbers(of task: TaskID, owner: UserID) throws -> EventNumbers {
    let cursor = try (cursors[owner] ?? Self.lastCursor(of: owner, database)) + 1
    cursors[owner] = cursor
    let seq = (tasks[task]??.lastSeq ?? 0) + 1
    tasks[task]??.lastSeq = seq
    tasks[task]??.events += 1
    return EventNumbers(task: task, seq: seq, cursor: cursor)
  }

  /// Bytes that the transaction stores of a task besides its events.
  mutating func add(bytes: Int, to task: TaskID) { tasks[task]??.bytes += bytes }

  /// Sets a column of a task that has a row; the last value stands. What is nil stays as it is.
  mutating func setColumn(
    _ column: Column, to value: (any DatabaseValueConvertible)?, of task: TaskID
  ) {
    guard let value = value?.databaseValue, var place = tasks[task] ?? nil else { return }
    if let index = place.columns.firstIndex(where: { $0.column == column }) {
      place.columns[index].value = value
    } else {
      place.columns.append((column, value))
    }
    tasks[task] = place
  }

  /// Writes what was counted and set.
  /// - Parameter events: what the rows of events take, by the tasks' rows.
  func write(adding events: [Int64: Int]) throws {
    for case let place? in tasks.values where place.isChanged {
      // A column that isn't named costs nothing in its indexes. There are few such lists.
      let names = place.columns.map { "\($0.column.rawValue) = ?, " }.joined()
      try database.cachedStatement(
        sql: "UPDATE task SET \(names)last_seq = ?, bytes = bytes + ? WHERE number = ?"
      ).execute(
        arguments: StatementArguments(place.columns.map(\.value)) + [
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
