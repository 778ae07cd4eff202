import GRDB
import HermesContract

/// Changes of one transaction to tasks and users, written once at its end: the numbers of events,
/// which are read on first use and counted up in memory, and columns of tasks. A task's row, which
/// may contain a plan and a result, is thus written once for any number of events and changes.
struct JournalNumbers {
  /// Columns of a task that change while it runs.
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
    /// Added by the transaction.
    var events = 0
    var bytes = 0
    /// Set by the transaction, in the order in which they were first set.
    var columns: [(column: Column, value: DatabaseValue)] = []

    var isChanged: Bool { events > 0 || !columns.isEmpty }
  }

  private let database: Database
  /// A nil value means that the task does not exist.
  private var tasks: [TaskID: TaskPlace?] = [:]
  private var cursors: [UserID: Int64] = [:]

  /// - Parameter database: the connection of the current transaction; use only on its queue.
  init(_ database: Database) { self.database = database }

  /// The number of the task's row; nil if the owner has no such task or it was deleted.
  mutating func rowNumber(of task: TaskID, owner: UserID) throws -> Int64? {
    if let place = tasks[task] { return place?.number }
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT number, last_seq FROM task WHERE id = ? AND owner = ?"),
      arguments: [task.text, owner.text])
    let place = row.map { TaskPlace(number: $0["number"], lastSeq: $0["last_seq"]) }
    tasks[task] = .some(place)
    return place?.number
  }

  /// Registers a row that was just inserted.
  mutating func created(_ task: TaskID, row: Int64) {
    tasks[task] = TaskPlace(number: row, lastSeq: 0)
  }

  /// The numbers of the next event of a task whose row is known.
  mutating func nextNumbers(of task: TaskID, owner: UserID) throws -> EventNumbers {
    let cursor = try (cursors[owner] ?? Self.lastCursor(of: owner, database)) + 1
    cursors[owner] = cursor
    let seq = (tasks[task]??.lastSeq ?? 0) + 1
    tasks[task]??.lastSeq = seq
    tasks[task]??.events += 1
    return EventNumbers(task: task, seq: seq, cursor: cursor)
  }

  /// Counts bytes that the transaction stores for a task in addition to its events.
  mutating func add(bytes: Int, to task: TaskID) { tasks[task]??.bytes += bytes }

  /// Sets a column of a task whose row is known; the last value wins. nil leaves the column
  /// unchanged.
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

  /// Writes the counters and columns.
  /// - Parameter events: the sizes of the event rows, by task number.
  func write(adding events: [Int64: Int]) throws {
    for case let place? in tasks.values where place.isChanged {
      // Only changed columns are named, so that the indexes of others are not touched. There are
      // few such combinations.
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

  /// A user without a counter starts from the last number of the single counter that all users once
  /// shared.
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
