import NIOCore

/// How many frames a client may send: a burst, then a rate per second.
struct FrameAllowance {
  private let interval: Int64
  private let burst: TimeAmount
  private var fullAt: NIODeadline = .uptimeNanoseconds(0)

  /// - Parameters:
  ///   - perSecond: 1...4,000,000.
  ///   - burstSeconds: the burst, in seconds' worth of frames.
  init(perSecond: Int, burstSeconds: Int64 = 10) {
    interval = 1_000_000_000 / Int64(perSecond)
    burst = .seconds(burstSeconds)
  }

  /// - Parameter units: the cost of an expensive frame, in frames; at most 1000.
  /// - Returns: whether it is allowed now.
  mutating func spend(_ units: Int = 1, at now: NIODeadline) -> Bool {
    let taken = max(fullAt, now) + .nanoseconds(interval * Int64(units))
    guard taken - now <= burst else { return false }
    fullAt = taken
    return true
  }

  /// Whether the allowance is unused.
  func isFull(at now: NIODeadline) -> Bool { fullAt <= now }
}
