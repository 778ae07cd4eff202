import GRDB
import GRDBSQLite
import HermesContract

/// Inserts events with SQLite's own binding calls, because boxing seven arguments for GRDB costs as
/// much as storing them. The same statement is used for all events.
struct EventInsertion {
  private static let sql =
    "INSERT INTO event (task, seq, cursor, owner, type, count, json) VALUES (?, ?, ?, ?, ?, ?, ?)"

  private let database: Database
  /// Owns the statement that `handle` refers to.
  private let statement: Statement
  private var handle: OpaquePointer { statement.sqliteStatement }
  /// The row that is not inserted yet, with the number of its task.
  private var open: (row: EventRow, task: Int64)?
  /// The sizes of the inserted rows, by task number.
  private(set) var bytes: [Int64: Int] = [:]

  /// - Parameter database: the connection of the current transaction; use only on its queue.
  init(_ database: Database) throws {
    self.database = database
    statement = try database.cachedStatement(sql: Self.sql)
  }

  /// - Parameter task: the task's number.
  /// - Throws: `DatabaseError`, after which the transaction must be rolled back.
  mutating func insert(_ event: CommittedEvent, task: Int64) throws {
    guard open?.row.append(event) != true else { return }
    try finish()
    open = (EventRow(event), task)
  }

  /// Inserts the pending row; without this call the last row is missing.
  mutating func finish() throws {
    if let (row, task) = open { try insert(row, task: task) }
    open = nil
  }

  private mutating func insert(_ row: EventRow, task: Int64) throws {
    bytes[task, default: 0] += RowSize.inIndex(row.json.count)
    defer {
      sqlite3_reset(handle)
      // The bytes are bound without a copy, so no binding may outlive this call.
      sqlite3_clear_bindings(handle)
    }
    try check(sqlite3_bind_int64(handle, 1, task))
    try check(sqlite3_bind_int64(handle, 2, row.last.seq))
    try check(sqlite3_bind_int64(handle, 3, row.last.cursor))
    var owner = row.last.owner.text
    var type = row.last.type.rawValue
    let result = try owner.withUTF8 { owner in
      try type.withUTF8 { type in
        try row.json.withUnsafeBytes { json in
          try bindText(owner, at: 4)
          try bindText(type, at: 5)
          try check(sqlite3_bind_int64(handle, 6, row.count))
          try check(
            sqlite3_bind_blob64(handle, 7, json.baseAddress, sqlite3_uint64(json.count), nil))
          return sqlite3_step(handle)
        }
      }
    }
    guard result == SQLITE_DONE else { throw failure(result) }
  }

  private func bindText(_ text: UnsafeBufferPointer<UInt8>, at index: CInt) throws {
    try text.withMemoryRebound(to: CChar.self) { characters in
      try check(
        sqlite3_bind_text64(
          handle, index, characters.baseAddress, sqlite3_uint64(characters.count), nil,
          UInt8(SQLITE_UTF8)))
    }
  }

  private func check(_ result: CInt) throws {
    guard result == SQLITE_OK else { throw failure(result) }
  }

  private func failure(_ result: CInt) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: result), message: database.lastErrorMessage, sql: Self.sql)
  }
}
