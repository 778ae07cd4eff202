import Glibc

/// What is left of the file system of the data directory. A part of it is kept for the tasks that run:
/// without room nobody can store how they end.
struct DiskReserve: Sendable {
  private static let maximumBytes: UInt64 = 1 << 30
  /// Of the file system, in a hundred.
  private static let percent: UInt64 = 5

  private let path: String

  /// - Parameter path: of the database.
  init(of path: String) { self.path = path }

  /// What may be stored in all where the disk has less room than is allowed: four fifths of what is free and of what is
  /// used already. `allowed` where it can't be told.
  /// - Parameters:
  ///   - allowed: bytes.
  ///   - used: of them.
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

  /// Whether only the reserve is left: 5 % of the file system, at most 1 GiB. False where it can't be told.
  var isNearlyFull: Bool {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return false }
    let block = UInt64(status.f_frsize)
    let reserve = min(Self.maximumBytes, UInt64(status.f_blocks) * block / 100 * Self.percent)
    return UInt64(status.f_bavail) * block < reserve
  }
}
