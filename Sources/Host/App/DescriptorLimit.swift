import Glibc

/// How many descriptors the process may have open.
enum DescriptorLimit {
  /// Left for everything that is not a connection: the database, agents and their children, models.
  private static let share = 8
  private static let leastLeft = 128

  /// As many as the system lets this user have. Shells commonly start a program with 1024, of which a
  /// thousand idle clients take all.
  static func raise() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// How many of them connections may take.
  static var forConnections: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
    let all = Int(min(limit.rlim_cur, 1 << 30))
    return max(16, all - max(leastLeft, all / share))
  }
}
