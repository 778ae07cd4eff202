import GRDB
import HermesContract
import HermesThreads

extension SQLiteStore {
  /// One transaction that only reads, on a thread for that: as many go on at once as there are connections for it. What
  /// has begun ends, also where the surrounding task is cancelled.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    // The pool's own asynchronous reads go over three queues, which takes longer than most reads, and its
    // transactions have their statements compiled anew each time, which takes as long again.
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

  /// One transaction, for what a request asks.
  /// - Throws: `journal_unavailable` where the storage fails, as the journal does.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do { return try await pool.write(body) } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_READONLY, .SQLITE_CANTOPEN:
        throw HermesError(
          .journalUnavailable,
          message:
            "The server could not store this (\(error.message ?? "\(error.resultCode)")). Check the space of the data directory.",
          isRetryable: true, retryAfter: .seconds(5))
      default: throw error
      }
    }
  }
}
