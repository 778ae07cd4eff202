import GRDB
import GRDBSQLite
import Glibc
import HermesContract
import Synchronization

/// Keeps a `LogBase` in `DATABASE-base`, and makes the checkpoints itself, because it has to write
/// before and after each.
final class LogBaseFile: Sendable {
  /// A reader that takes longer is waited for again when the log is as much longer: a copy that is being made, say.
  private static let maximumWait: CInt = 250
  private static let headerBytes = 32

  private let database: String
  private var log: String { database + "-wal" }
  private var file: String { database + "-base" }
  /// Whether the file says that a checkpoint has begun.
  private let isChanging = Mutex(false)
  private let turns = Mutex(CheckpointTurns())

  init(database: String) { self.database = database }

  // MARK: - The start

  /// What a start finds.
  enum Finding {
    /// A database that is whole, the one that was left here or another.
    case database(isRestored: Bool)
    /// One with a log that has content.
    case log
  }

  /// - Throws: `StartupError` if there is a log with content, and it and the database are not each other's.
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
        "The database \(database) was replaced after a server that did not end cleanly, and the log beside it belongs to the one before: together they would undo the new file or damage it. To use \(database) as it is now, move \(self.log) and \(database)-shm away. To go on with what was there before, put that file back. If file and log come from the same copy of the folder, delete \(file)."
      )
    case .log:
      throw StartupError(
        "The log \(self.log) is not that of the database \(database): together they would be damaged. Put its own log back, or move \(self.log) and \(database)-shm away to use the database as it was at its last checkpoint. If both come from the same copy of the folder, delete \(file)."
      )
    }
  }

  /// Takes over the checkpoints of a connection; of a shared database there are none.
  func attach(to connection: Database, isShared: Bool) {
    if isShared {
      sqlite3_wal_hook(connection.sqliteConnection, { _, _, _, _ in SQLITE_OK }, nil)
      return
    }
    // The configuration of the connection keeps this.
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

  /// As SQLite does it after a commit that leaves the log long: what can't be moved now is moved after a later one.
  /// Where it is very long all of it is moved, and the file is cut: whoever reads is waited for, and who begins
  /// meanwhile reads what is there now and is in nobody's way.
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
    // Also where a part is left: until the next one the file stays as it is.
    settle()
  }

  /// Whether the log has grown beyond what it is cut at.
  var isLogLong: Bool {
    (Self.readMark(of: log)?.size ?? 0) > Int64(CheckpointTurns.longPages) * 4096
  }

  /// From now on the database file may change. On disk before it does.
  func begin() {
    isChanging.withLock { isChanging in
      guard !isChanging else { return }
      isChanging = write(database: nil, isDurable: true)
    }
  }

  /// The database file is as it will be until the next checkpoint.
  func settle() {
    isChanging.withLock { isChanging in
      guard write(database: Self.readMark(of: database), isDurable: false) else { return }
      isChanging = false
    }
  }

  /// - Returns: false if it can't be written; then nothing is said about the database, which is the
  ///   state of one that was made before this was kept.
  private func write(database mark: LogBase.Mark?, isDurable: Bool) -> Bool {
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // What stands there must not be believed after the checkpoint that comes.
      unlink(file)
      return false
    }
    defer { close(descriptor) }
    guard let own = Self.readMark(of: file) else { return false }
    let base = LogBase(
      database: mark, own: (own.device, own.inode), boot: Self.boot, log: Self.logNumber(log))
    // In place, since the inode tells whose it is. Half a line is none.
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

  /// - Returns: nil if there is no log, or nothing in it.
  private static func logNumber(_ path: String) -> UInt32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // One byte more than the header: a log of no frames has no content.
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
