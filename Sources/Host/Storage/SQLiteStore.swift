import Foundation
import GRDB
import HermesContract

/// Everything durable, in one SQLite file (WAL) of the data directory.
///
/// Writes of the journal come from its own thread, in groups; each is on disk before anybody is
/// told (`synchronous = FULL`) unless `Durability.process` was chosen.
package final class SQLiteStore: Sendable {
  package enum Durability: String, Sendable {
    /// Survives a power cut: fsync at every group commit.
    case power
    /// Survives the end of the process, `kill -9` included; a power cut may lose the last moments.
    case process
  }

  let pool: DatabasePool
  let blobs: BlobFiles?
  package let epoch: String

  /// - Parameters:
  ///   - path: of the database file; its folder exists.
  ///   - blobs: what goes with the tasks that are deleted here.
  /// - Throws: `StartupError` when the file can't be opened or is from a newer version.
  package init(
    path: String, durability: Durability = .power, blobs: BlobFiles? = nil
  ) throws {
    self.blobs = blobs
    var configuration = GRDB.Configuration()
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(5)
    // Takes effect in a new file only: what retention frees goes back to the file system.
    configuration.prepareDatabase { database in
      guard !database.configuration.readonly else { return }
      try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // Here and not in the configuration: the pool sets NORMAL after its preparation.
      try pool.writeWithoutTransaction { database in
        try database.execute(
          sql: "PRAGMA synchronous = \(durability == .power ? "FULL" : "NORMAL")")
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard level == (durability == .power ? 2 : 1) else {
          throw StartupError("SQLite did not accept the durability \(durability.rawValue).")
        }
      }
      try Migrations.all.migrate(pool)
      epoch = try pool.write { database in
        if let epoch = try String.fetchOne(
          database, sql: "SELECT value FROM journal WHERE name = 'epoch'")
        {
          return epoch
        }
        let epoch = String(TaskID.random().text.prefix(12))
        try database.execute(
          sql: "INSERT INTO journal (name, value) VALUES ('epoch', ?)", arguments: [epoch])
        return epoch
      }
    } catch let error as StartupError {
      throw error
    } catch {
      throw StartupError(
        "The database \(path) can't be opened (\(error)). Check the rights and the space of the data directory."
      )
    }
  }
}
