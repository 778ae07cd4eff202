/// How many lines an agent may log: a burst, then a rate per second. Further lines are counted, and
/// the count is logged in one line when there is room again.
struct LogAllowance: Sendable {
  enum Decision: Sendable, Equatable {
    case drop
    /// - Parameter dropped: earlier lines that were dropped and not reported yet.
    case pass(dropped: Int)
  }

  private let burst: Double
  private let perSecond: Double
  private var room: Double
  /// Nanoseconds of the monotonic clock; nil before the first line.
  private var lastTime: UInt64?
  private var dropped = 0

  init(burst: Int = 1000, perSecond: Int = 100) {
    (self.burst, self.perSecond) = (Double(burst), Double(perSecond))
    room = self.burst
  }

  /// Lower than the server's allowance, so that a child reports its dropped lines itself.
  static var ofChild: LogAllowance { LogAllowance(burst: 900, perSecond: 90) }

  mutating func spend(at now: UInt64) -> Decision {
    if let lastTime, now > lastTime {
      room = min(burst, room + Double(now - lastTime) / 1e9 * perSecond)
    }
    lastTime = max(now, lastTime ?? 0)
    // The line that reports the dropped ones also counts.
    let needed: Double = dropped > 0 ? 2 : 1
    guard room >= needed else {
      dropped += 1
      return .drop
    }
    room -= needed
    return .pass(dropped: takeDropped())
  }

  /// The number of dropped lines that were not reported; they count as reported from now on.
  mutating func takeDropped() -> Int {
    defer { dropped = 0 }
    return dropped
  }

  static func droppedNote(_ count: Int) -> String {
    "\(count) more \(count == 1 ? "line was" : "lines were") not logged: too many at once"
  }
}
