import GRDB
import HermesContract

/// A copy of a database that nothing else uses, such as that of a backup. Every function blocks.
package struct DatabaseCopy {
  /// The number of pages of 4 KiB that are copied between two reports of progress.
  private static let pagesPerStep: CInt = 4096

  /// What a copy contains, for people.
  package struct Contents: Sendable, Equatable {
    package var tasks = 0
    package var events = 0
    package var accounts = 0
    package var keys = 0
    /// The journal's name.
    package var epoch = ""

    package init() {}
  }

  /// The name of a blob, with the size that its artifact gives.
  package struct BlobReference: Sendable, Hashable {
    package let task: String
    package let blob: String
    package let bytes: Int

    package init(task: String, blob: String, bytes: Int) {
      (self.task, self.blob, self.bytes) = (task, blob, bytes)
    }
  }

  private let path: String
  private let queue: DatabaseQueue

  /// Opens a database for reading. Changes nothing in the file.
  /// - Throws: `StartupError` if it can't be read, or if another version of Hermes wrote it.
  package init(path: String) throws(StartupError) {
    self.path = path
    do {
      var configuration = GRDB.Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(Double(SQLiteStore.busyMilliseconds) / 1000)
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let state = try queue.read {
        (
          isNewer: try Migrations.all.hasBeenSuperseded($0),
          isCurrent: try Migrations.all.hasCompletedMigrations($0)
        )
      }
      guard !state.isNewer else {
        throw StartupError(
          "The database \(path) was written by a newer version of Hermes. Use that version.")
      }
      guard state.isCurrent else {
        throw StartupError(
          "The database \(path) was written by an earlier version of Hermes. Use that version, or start a server of this one once, which updates the database."
        )
      }
    } catch let error as StartupError {
      throw error
    } catch {
      throw Self.unreadable(path, because: error)
    }
  }

  // MARK: - Making

  /// Copies a database as it is now; later commits are not included. A server may be writing to it:
  /// neither waits for the other.
  /// - Parameters:
  ///   - destination: a file that does not exist yet. It needs no log next to it.
  ///   - isServed: whether a server has the original open. Otherwise its log is checked first.
  ///   - progress: called with fractions from 0 to 1.
  /// - Throws: `StartupError`.
  package static func make(
    of path: String, at destination: String, isServed: Bool,
    progress: @escaping (Double) -> Void
  ) throws {
    if !isServed { _ = try LogBaseFile(database: path).check() }
    let original = try DatabaseCopy(path: path)
    do {
      let copy = try DatabaseQueue(path: destination)
      // Reading as one transaction: SQLite would otherwise begin again after each commit of a server.
      try original.queue.read { source in
        try copy.writeWithoutTransaction { target in
          try source.backup(to: target, pagesPerStep: pagesPerStep) { state in
            progress(
              Double(state.completedPageCount) / Double(max(state.totalPageCount, 1)))
          }
        }
      }
      // As a single file, it can also be read from a medium that can't be written.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
    } catch let error as DatabaseError {
      throw StartupError("The database \(path) can't be copied to \(destination) (\(error)).")
    }
  }

  // MARK: - Reading

  /// The faults that SQLite finds in the structure of the file. Reads all of it.
  package func faults() throws(StartupError) -> [String] {
    try reading { database in
      try String.fetchAll(database, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
    }
  }

  /// Counts what the database contains.
  package func contents() throws(StartupError) -> Contents {
    try reading { database in
      func count(_ table: String) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      var contents = Contents()
      contents.tasks = try count("task")
      contents.events = try count("event")
      contents.accounts = try count("user WHERE deleted_at IS NULL")
      contents.keys = try count("api_key")
      contents.epoch =
        try String.fetchOne(database, sql: "SELECT value FROM property WHERE name = 'epoch'") ?? ""
      return contents
    }
  }

  /// The blobs that artifacts refer to.
  package func blobs() throws(StartupError) -> Set<BlobReference> {
    try reading { database in
      // Most artifacts have none: their content is not parsed.
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT task.id AS task, artifact.content AS content
          FROM artifact JOIN task ON task.number = artifact.task
          WHERE artifact.content LIKE '%"blob":%'
          """)
      var found: Set<BlobReference> = []
      while let row = try rows.next() {
        let task: String = row["task"]
        for part in SQLiteStore.artifact(row["content"])?.parts ?? [] {
          guard let blob = part.blob else { continue }
          found.insert(BlobReference(task: task, blob: blob.id, bytes: blob.bytes))
        }
      }
      return found
    }
  }

  private func reading<Value>(
    _ body: (Database) throws -> Value
  ) throws(StartupError) -> Value {
    do { return try queue.read(body) } catch { throw Self.unreadable(path, because: error) }
  }

  private static func unreadable(_ path: String, because error: any Error) -> StartupError {
    StartupError("The database \(path) can't be read (\(error)).")
  }
}
