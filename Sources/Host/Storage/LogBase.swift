/// What a database file looked like after the last checkpoint, which alone changes it: kept beside it,
/// so that a write-ahead log is never replayed onto a file that is not its own.
///
/// SQLite itself replays onto any file of the name. A backup that was copied over the database of a
/// server that had been killed was undone by that without a word, or came out malformed.
struct LogBase: Equatable {
  /// What a file is known by.
  struct Mark: Equatable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    /// Nanoseconds since 1970.
    var modified: Int64
  }

  enum Fault: Equatable {
    /// The database file is another.
    case database
    /// The log is another.
    case log
  }

  /// The database file; nil: a checkpoint had begun, so it may look like anything.
  var database: Mark?
  /// Where this itself was written: a copy of the folder has its own inodes and times.
  var own: (device: UInt64, inode: UInt64)
  /// The start of the machine: files' times may be lost with the power, but not in between.
  var boot: String
  /// The log's number (salt 1 of its header), one more after each checkpoint; nil: not known.
  var log: UInt32?

  static func == (left: LogBase, right: LogBase) -> Bool {
    left.database == right.database && left.own == right.own && left.boot == right.boot
      && left.log == right.log
  }

  /// Whether a database with a log that has content is as it was left.
  /// - Parameters:
  ///   - base: what was kept; nil if nothing was.
  ///   - found: what there is now; `found.database` is not nil.
  /// - Returns: nil if nothing speaks against it.
  static func fault(_ base: LogBase?, found: LogBase) -> Fault? {
    guard let base, base.isInPlace(found) else { return nil }
    if base.isAnotherDatabase(found) { return .database }
    guard base.database != nil, let last = base.log, let log = found.log else { return nil }
    return log == last || log == last &+ 1 ? nil : .log
  }

  /// Whether a database without a log is not, or perhaps not, the one that was left here: a backup was put in its
  /// place, its log was taken away, or all of it was copied from elsewhere. Then numbers of events that
  /// somebody has seen may be given again, to others.
  static func isRestored(_ base: LogBase?, found: LogBase) -> Bool {
    guard let base, base.isInPlace(found) else { return true }
    return base.isAnotherDatabase(found) || (base.database != nil && base.log != nil)
  }

  /// Whether this is where it was written, and no copy.
  private func isInPlace(_ found: LogBase) -> Bool {
    own.inode == found.own.inode && (boot != found.boot || own.device == found.own.device)
  }

  private func isAnotherDatabase(_ found: LogBase) -> Bool {
    guard let left = database, let now = found.database else { return false }
    guard left.inode == now.inode else { return true }
    // Devices are numbered anew at each start of the machine, and what was written last may be lost with the power.
    guard boot == found.boot else { return now.modified > left.modified }
    return left != now
  }

  // MARK: - As text

  /// One line of numbers.
  var text: String {
    let mark = database.map { "\($0.device) \($0.inode) \($0.size) \($0.modified)" } ?? "changing"
    return "1 \(own.device) \(own.inode) \(boot) \(log.map { "\($0)" } ?? "-") \(mark)\n"
  }

  /// - Returns: nil for what `text` did not write.
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
