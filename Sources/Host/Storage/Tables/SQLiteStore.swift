import Foundation
import GRDB
import GRDBSQLite
import HermesContract
import HermesThreads
import Synchronization

/// Stores everything durable in one SQLite file (WAL) of the data directory.
///
/// The journal writes from its own thread, in groups; each group is on disk before anything is
/// reported to clients (`synchronous = FULL`), unless `Durability.process` was chosen.
package final class SQLiteStore: Sendable {
  /// Which failures stored data survives.
  package enum Durability: String, Sendable {
    /// Survives a power failure: fsync at every group commit.
    case power
    /// Survives the end of the process, including `kill -9`; a power failure may lose the last
    /// moments.
    case process
  }

  /// How long a statement waits for another connection.
  static let busyMilliseconds: Int32 = 5000

  /// The minimum time between two attempts to free space by truncating the log.
  private static let cutInterval = Duration.seconds(5)
  private let nextCut = Mutex(ContinuousClock.now)

  private static let maximumReaders = 4
  let readers = WorkerThreads("store-read", limit: maximumReaders)
  let pool: DatabasePool
  let blobs: BlobFiles?
  let quotas: Quotas
  let roomyUsers = RoomyUsers()
  package let epoch: String
  private let base: LogBaseFile
  let disk: DiskReserve
  private let isShared: Bool
  package let removalsWaiting: AsyncStream<Void>
  let removals: AsyncStream<Void>.Continuation

  /// Opens the database, creating or migrating it if necessary. Blocks.
  /// - Parameters:
  ///   - path: the path of the database file; its folder exists.
  ///   - blobs: removed together with the tasks that are deleted here.
  ///   - quotas: the limits of each user.
  ///   - isShared: whether a server has the file open; checkpoints are then left to it.
  /// - Throws: `StartupError` if the file can't be opened, was written by a newer version, or has a
  ///   log that is not its own.
  package init(
    path: String, durability: Durability = .power, blobs: BlobFiles? = nil,
    quotas: Quotas = Quotas(), isShared: Bool = false
  ) throws {
    self.blobs = blobs
    self.quotas = quotas
    self.isShared = isShared
    (removalsWaiting, removals) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    removals.yield()
    let base = LogBaseFile(database: path)
    self.base = base
    disk = DiskReserve(of: path)
    var configuration = GRDB.Configuration()
    configuration.maximumReaderCount = Self.maximumReaders
    configuration.busyMode = .timeout(Double(Self.busyMilliseconds) / 1000)
    // Space that retention frees is returned to the file system. Takes effect only in a new file.
    configuration.prepareDatabase { database in
      guard !database.configuration.readonly else { return }
      // This must come first: the pragma is a transaction, after which SQLite may run a checkpoint.
      base.attach(to: database, isShared: isShared)
      try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
    }
    // A server that has the file open has checked it, and its checkpoints change it meanwhile.
    let finding = isShared ? LogBaseFile.Finding.log : try base.check()
    // A start that fails closes what it opened, which makes SQLite run its own checkpoint.
    if case .log = finding, !isShared { base.begin() }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // Not possible in the configuration: the pool sets NORMAL after preparing the connection.
      try pool.writeWithoutTransaction { database in
        try database.execute(
          sql: "PRAGMA synchronous = \(durability == .power ? "FULL" : "NORMAL")")
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard level == (durability == .power ? 2 : 1) else {
          throw StartupError("SQLite did not accept the durability \(durability.rawValue).")
        }
      }
      guard try !pool.read(Migrations.all.hasBeenSuperseded) else {
        throw StartupError(
          "The database \(path) was written by a newer version of Hermes. Use that version, or restore a backup from before the upgrade."
        )
      }
      if isShared { try Self.requireCurrent(pool, path: path) }
      try Migrations.all.migrate(pool)
      epoch = try pool.write { database in
        if !isShared, case .database(isRestored: true) = finding {
          try database.execute(sql: "DELETE FROM property WHERE name = 'epoch'")
        }
        return try Self.epoch(database)
      }
      if !isShared { base.settle() }
    } catch let error as StartupError {
      throw error
    } catch let error as DatabaseError where Self.isDamage(error) {
      throw StartupError(
        "The database \(path) is damaged or not a database (\(error)). Move it, \(path)-wal and \(path)-shm away, and restore a backup."
      )
    } catch {
      throw StartupError(
        "The database \(path) can't be opened (\(error)). Check the permissions and the free space of the data directory."
      )
    }
  }

  /// The tables of a running server must not change under it.
  private static func requireCurrent(_ pool: DatabasePool, path: String) throws {
    guard try !pool.read(Migrations.all.hasCompletedMigrations) else { return }
    throw StartupError(
      "The server that uses the database \(path) is of an earlier version than this command. Restart it with this version, and try again."
    )
  }

  /// The journal's name, which clients keep with their positions; created if there is none.
  private static func epoch(_ database: Database) throws -> String {
    if let epoch = try String.fetchOne(
      database, sql: "SELECT value FROM property WHERE name = 'epoch'")
    {
      return epoch
    }
    let epoch = String(TaskID.random().text.prefix(12))
    try database.execute(
      sql: "INSERT INTO property (name, value) VALUES ('epoch', ?)", arguments: [epoch])
    return epoch
  }

  /// Whether only the reserve of the disk is left, even after truncating the log.
  package func isDiskNearlyFull() async -> Bool {
    guard disk.isNearlyFull else { return false }
    if !isShared, base.isLogLong, mayTryToCut() {
      base.begin()
      // All writes wait meanwhile, so don't wait for current readers.
      try? await pool.writeWithoutTransaction { database in
        sqlite3_busy_timeout(database.sqliteConnection, 0)
        defer { sqlite3_busy_timeout(database.sqliteConnection, Self.busyMilliseconds) }
        _ = try database.checkpoint(.truncate)
      }
      base.settle()
    }
    return disk.isNearlyFull
  }

  private func mayTryToCut() -> Bool {
    nextCut.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + Self.cutInterval
      return true
    }
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
  }

}

extension SQLiteStore: Store {
  /// Moves everything into the database file, which is then complete without a log, and closes it:
  /// nothing may be read or written afterwards. Blocks. A shared database is left to the server.
  /// - Throws: SQLite's error; the data is still stored then, partly in the log.
  package func close() throws {
    readers.stopAndJoin()
    if !isShared { base.begin() }
    // Readers would keep the file open after the writer, and can't move anything into it.
    pool.invalidateReadOnlyConnections()
    if !isShared { pool.writeWithoutTransaction { _ = try? $0.checkpoint(.truncate) } }
    try pool.close()
    if !isShared { base.settle() }
  }
}
