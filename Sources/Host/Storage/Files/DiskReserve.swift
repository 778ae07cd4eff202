import Glibc

/// Free space of the data directory's file system. Part of it is reserved for running tasks:
/// without space, their outcomes could not be stored.
struct DiskReserve: Sendable {
  private static let maximumBytes: UInt64 = 1 << 30
  /// Percentage of the file system's size.
  private static let percent: UInt64 = 5

  private let path: String

  /// - Parameter path: the path of the database.
  init(of path: String) { self.path = path }

  /// The total bytes that may be stored, which is less than allowed if the disk has less room: four
  /// fifths of the free and the already used bytes together. Returns `allowed` if the system can't
  /// tell.
  /// - Parameters:
  ///   - allowed: the configured limit in bytes.
  ///   - used: bytes of it that are already in use.
  func room(of allowed: Int64, used: Int64) -> Int64 {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return allowed }
    let free = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    return Self.room(
      of: allowed, used: used, free: free.overflow ? .max : Int64(clamping: free.partialValue))
  }

  static func room(of allowed: Int64, used: Int64, free: Int64) -> Int64 {
    let (all, isMore) = free.addingReportingOverflow(used)
    return isMore ? allowed : min(allowed, all / 5 * 4)
  }

  /// Whether only the reserve is left: 5 % of the file system, at most 1 GiB. False if the system
  /// can't tell.
  var isNearlyFull: Bool {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return false }
    let block = UInt64(status.f_frsize)
    let reserve = min(Self.maximumBytes, UInt64(status.f_blocks) * block / 100 * Self.percent)
    return UInt64(status.f_bavail) * block < reserve
  }
}
