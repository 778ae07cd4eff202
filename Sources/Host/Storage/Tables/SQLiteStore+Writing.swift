import GRDB
import HermesContract
import HermesThreads

extension SQLiteStore {
  /// Runs a read-only transaction on a reader thread, of which there are as many as connections for
  /// reading. It completes even if the surrounding task is cancelled.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    // The pool's own asynchronous reads pass through three queues, which takes longer than most
    // reads, and its transactions compile their statements each time, which takes as long again.
    try await readers.run { [pool] in
      try pool.unsafeRead { database in
        try database.cachedStatement(sql: "BEGIN DEFERRED TRANSACTION").execute()
        do {
          let value = try body(database)
          try database.cachedStatement(sql: "COMMIT TRANSACTION").execute()
          return value
        } catch {
          try? database.cachedStatement(sql: "ROLLBACK TRANSACTION").execute()
          throw error
        }
      }
    }
  }

  /// Runs a write transaction for a request.
  /// - Throws: `journal_unavailable` if the storage fails, as the journal does.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do { return try await pool.write(body) } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_READONLY, .SQLITE_CANTOPEN:
        throw HermesError(
          .journalUnavailable,
          message:
            "The server could not store this (\(error.message ?? "\(error.resultCode)")). Check the free space of the data directory.",
          isRetryable: true, retryAfter: .seconds(5))
      default: throw error
      }
    }
  }
}
