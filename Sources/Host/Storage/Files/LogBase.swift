/// Describes a database file as the last checkpoint left it; only checkpoints change the file.
/// Stored in a separate file, so that a write-ahead log is never replayed onto a database that is
/// not its own.
///
/// SQLite itself replays onto any file of that name: a backup copied over the database of a killed
/// server was silently undone that way, or became malformed.
struct LogBase: Equatable {
  /// The facts that identify a file.
  struct Mark: Equatable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    /// Nanoseconds since 1970.
    var modified: Int64
  }

  enum Fault: Equatable {
    /// The database file is a different one.
    case database
    /// The log is a different one.
    case log
  }

  /// The database file; nil if a checkpoint had begun, after which the file may be in any state.
  var database: Mark?
  /// The identity of the file that stores this: a copy of the folder has its own inodes and times.
  var own: (device: UInt64, inode: UInt64)
  /// The boot id of the machine: file times may be lost in a power failure, but not within one
  /// boot.
  var boot: String
  /// The log's number (salt 1 of its header), which increases by one with each checkpoint; nil if
  /// unknown.
  var log: UInt32?

  static func == (left: LogBase, right: LogBase) -> Bool {
    left.database == right.database && left.own == right.own && left.boot == right.boot
      && left.log == right.log
  }

  /// Checks whether a database and its non-empty log are as they were left.
  /// - Parameters:
  ///   - base: the stored description; nil if there is none.
  ///   - found: the present state; `found.database` is not nil.
  /// - Returns: nil if no mismatch is evident.
  static func fault(_ base: LogBase?, found: LogBase) -> Fault? {
    guard let base, base.isInPlace(found) else { return nil }
    if base.isAnotherDatabase(found) { return .database }
    guard base.database != nil, let last = base.log, let log = found.log else { return nil }
    return log == last || log == last &+ 1 ? nil : .log
  }

  /// Whether a database without a log is, or may be, a different one than was left here: a backup
  /// was put in its place, its log was removed, or the whole folder was copied from elsewhere.
  /// Event numbers that clients have seen might then be assigned again to other events.
  static func isRestored(_ base: LogBase?, found: LogBase) -> Bool {
    guard let base, base.isInPlace(found) else { return true }
    return base.isAnotherDatabase(found) || (base.database != nil && base.log != nil)
  }

  /// Whether this is where it was written, and not a copy.
  private func isInPlace(_ found: LogBase) -> Bool {
    own.inode == found.own.inode && (boot != found.boot || own.device == found.own.device)
  }

  private func isAnotherDatabase(_ found: LogBase) -> Bool {
    guard let left = database, let now = found.database else { return false }
    guard left.inode == now.inode else { return true }
    // Device numbers change with each boot, and the last writes may be lost in a power failure.
    guard boot == found.boot else { return now.modified > left.modified }
    return left != now
  }

  // MARK: - As text

  /// One line of numbers.
  var text: String {
    let mark = database.map { "\($0.device) \($0.inode) \($0.size) \($0.modified)" } ?? "changing"
    return "1 \(own.device) \(own.inode) \(boot) \(log.map { "\($0)" } ?? "-") \(mark)\n"
  }

  /// - Returns: nil for a text that `text` did not write.
  init?(text: String) {
    let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard fields.count >= 6, fields[0] == "1", let device = UInt64(fields[1]),
      let inode = UInt64(fields[2])
    else { return nil }
    own = (device, inode)
    boot = fields[3]
    log = UInt32(fields[4])
    if fields.count == 9, let device = UInt64(fields[5]), let inode = UInt64(fields[6]),
      let size = Int64(fields[7]), let modified = Int64(fields[8])
    {
      database = Mark(device: device, inode: inode, size: size, modified: modified)
    }
  }

  init(database: Mark?, own: (device: UInt64, inode: UInt64), boot: String, log: UInt32?) {
    self.database = database
    self.own = own
    self.boot = boot
    self.log = log
  }
}
