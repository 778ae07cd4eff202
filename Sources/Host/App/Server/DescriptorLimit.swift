import Glibc

/// The number of descriptors that the process may have open.
enum DescriptorLimit {
  /// The reserve for everything but connections, an eighth: the database, agents and their
  /// children, models.
  private static let share = 8
  private static let leastLeft = 128

  /// Raises the soft limit to the hard limit. Shells usually start programs with 1024 descriptors,
  /// which a thousand idle clients would use up.
  static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// The number of descriptors that connections may use.
  static var forConnections: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    let all = Int(min(limit.rlim_cur, 1 << 30))
    return max(16, all - max(leastLeft, all / share))
  }
}
