import GRDB
import HermesContract

/// What one transaction of the journal has counted so far, and what it writes at its end. A value
/// type: undoing a part of the transaction restores a copy.
struct JournalBatch {
  let database: Database
  var numbers: JournalNumbers
  var insertion: EventInsertion
  /// Bytes that the transaction adds for each user.
  var added: [UserID: Int64] = [:]

  /// - Parameter database: the connection of the current transaction; use only on its queue.
  init(_ database: Database) throws {
    self.database = database
    numbers = JournalNumbers(database)
    insertion = try EventInsertion(database)
  }

  /// Writes everything pending. Without this call the last events are missing.
  mutating func finish() throws {
    try insertion.finish()
    try numbers.write(adding: insertion.bytes)
  }
}
