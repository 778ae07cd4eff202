import Glibc

/// Processor time of the calls in a child. A call that ran alone is charged for the whole process;
/// otherwise only the threads of `invoke` are known.
struct ChildCPU: Sendable {
  private var open: [UInt64: UInt64] = [:]
  private var shared: Set<UInt64> = []

  mutating func begin(_ token: UInt64) {
    if !open.isEmpty {
      shared.formUnion(open.keys)
      shared.insert(token)
    }
    open[token] = Self.threadTime()
  }

  mutating func end(_ token: UInt64) {
    open[token] = nil
    shared.remove(token)
  }

  /// Nanoseconds; nil if another call ran at the same time.
  func spentAlone(_ token: UInt64) -> UInt64? {
    guard let start = open[token], !shared.contains(token) else { return nil }
    return Self.threadTime() - start
  }

  private static func threadTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
