import GRDB
import GRDBSQLite
import Glibc
import HermesContract
import Synchronization

/// Stores a `LogBase` in `DATABASE-base`, and runs the checkpoints itself, because the file has to
/// be written before and after each one.
final class LogBaseFile: Sendable {
  /// Milliseconds. A reader that takes longer, such as a backup in progress, is waited for again
  /// when the log has grown by the same amount.
  private static let maximumWait: CInt = 250
  private static let headerBytes = 32

  private let database: String
  private var log: String { database + "-wal" }
  private var file: String { database + "-base" }
  /// Whether the file currently says that a checkpoint has begun.
  private let isChanging = Mutex(false)
  private let turns = Mutex(CheckpointTurns())

  init(database: String) { self.database = database }

  // MARK: - The start

  /// The state that a start finds.
  enum Finding {
    /// A complete database: the one that was left here, or a different one.
    case database(isRestored: Bool)
    /// A database with a non-empty log.
    case log
  }

  /// - Throws: `StartupError` if there is a non-empty log that does not belong to the database.
  func check() throws(StartupError) -> Finding {
    let log = Self.logNumber(log)
    guard let mark = Self.readMark(of: database), let own = Self.readMark(of: file),
      let text = read()
    else {
      return log == nil ? .database(isRestored: true) : .log
    }
    let (base, found) = (
      LogBase(text: text),
      LogBase(database: mark, own: (own.device, own.inode), boot: Self.boot, log: log)
    )
    guard log != nil else { return .database(isRestored: LogBase.isRestored(base, found: found)) }
    switch LogBase.fault(base, found: found) {
    case nil: return .log
    case .database:
      throw StartupError(
        "The database \(database) was replaced after a server that did not end cleanly, and the log next to it belongs to the previous file: together they would undo the new file or damage it. To use \(database) as it is now, move \(self.log) and \(database)-shm away. To continue with the previous state, put that file back. If file and log come from the same copy of the folder, delete \(file)."
      )
    case .log:
      throw StartupError(
        "The log \(self.log) does not belong to the database \(database): combining them would damage the data. Restore the database's own log, or move \(self.log) and \(database)-shm away to use the database as it was at its last checkpoint. If both come from the same copy of the folder, delete \(file)."
      )
    }
  }

  /// Takes over the checkpoints of a connection; a shared database is not checkpointed.
  func attach(to connection: Database, isShared: Bool) {
    if isShared {
      sqlite3_wal_hook(connection.sqliteConnection, { _, _, _, _ in SQLITE_OK }, nil)
      return
    }
    // `self` is not retained here: the configuration of the connection keeps it alive.
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      connection.sqliteConnection,
      { context, connection, name, pages in
        if pages >= CheckpointTurns.pages, let context {
          Unmanaged<LogBaseFile>.fromOpaque(context).takeUnretainedValue()
            .checkpoint(connection, name: name, pages: pages)
        }
        return SQLITE_OK
      }, context)
  }

  // MARK: - Checkpoints

  /// Runs after commits that leave the log long, as SQLite's own checkpoints do: pages that can't
  /// be moved now are moved after a later commit. If the log is very long, all of it is moved and
  /// the file is truncated: this waits for current readers, while new readers use the database in
  /// its present state and block nothing.
  private func checkpoint(
    _ connection: OpaquePointer?, name: UnsafePointer<CChar>?, pages: CInt
  ) {
    guard let isLong = turns.withLock({ $0.isTurn(at: pages) }) else { return }
    begin()
    if isLong { sqlite3_busy_timeout(connection, Self.maximumWait) }
    defer { if isLong { sqlite3_busy_timeout(connection, SQLiteStore.busyMilliseconds) } }
    var (frames, moved): (CInt, CInt) = (0, 0)
    let result = sqlite3_wal_checkpoint_v2(
      connection, name, isLong ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &frames,
      &moved)
    turns.withLock {
      $0.ended(at: pages, isLong: isLong, isAllMoved: result == SQLITE_OK && frames == moved)
    }
    // Even after an incomplete checkpoint, the file stays as it is until the next one.
    settle()
  }

  /// Whether the log has grown beyond the size at which it is truncated.
  var isLogLong: Bool {
    (Self.readMark(of: log)?.size ?? 0) > Int64(CheckpointTurns.longPages) * 4096
  }

  /// Records durably that the database file may change from now on.
  func begin() {
    isChanging.withLock { isChanging in
      guard !isChanging else { return }
      isChanging = write(database: nil, isDurable: true)
    }
  }

  /// Records that the database file will not change until the next checkpoint.
  func settle() {
    isChanging.withLock { isChanging in
      guard write(database: Self.readMark(of: database), isDurable: false) else { return }
      isChanging = false
    }
  }

  /// - Returns: false if the file can't be written. It is then removed, so that nothing is known
  ///   about the database, as for one that an older version created.
  private func write(database mark: LogBase.Mark?, isDurable: Bool) -> Bool {
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // The old content would be wrong after the coming checkpoint.
      unlink(file)
      return false
    }
    defer { close(descriptor) }
    guard let own = Self.readMark(of: file) else { return false }
    let base = LogBase(
      database: mark, own: (own.device, own.inode), boot: Self.boot, log: Self.logNumber(log))
    // Rewritten in place, because the inode identifies the file. A partial line is not valid.
    let text = Array(base.text.utf8)
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count
    else {
      unlink(file)
      return false
    }
    if isDurable { fsync(descriptor) }
    return true
  }

  private func read() -> String? {
    guard let stream = fopen(file, "re") else { return nil }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 512)
    guard fgets(&line, CInt(line.count), stream) != nil else { return nil }
    return String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  // MARK: - Looking

  private static func readMark(of path: String) -> LogBase.Mark? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return LogBase.Mark(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }

  /// - Returns: nil if there is no log or it is empty.
  private static func logNumber(_ path: String) -> UInt32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // One byte more than the header: a log without frames is empty.
    var header = [UInt8](repeating: 0, count: headerBytes + 1)
    guard pread(descriptor, &header, header.count, 0) == header.count else { return nil }
    return header[16..<20].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static let boot: String = {
    guard let stream = fopen("/proc/sys/kernel/random/boot_id", "re") else { return "-" }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, CInt(line.count), stream) != nil else { return "-" }
    let text = String(decoding: line.prefix { $0 > 32 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.isEmpty ? "-" : text
  }()
}
