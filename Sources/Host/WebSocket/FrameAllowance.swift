import NIOCore

/// How many frames a client may send: some at once, then so many a second.
struct FrameAllowance {
  /// How many seconds' worth may come at once.
  private static let burstSeconds: Int64 = 10

  private let interval: Int64
  private var fullAt: NIODeadline = .uptimeNanoseconds(0)

  /// - Parameter perSecond: 1...1,000,000.
  init(perSecond: Int) { interval = 1_000_000_000 / Int64(perSecond) }

  /// - Returns: whether one more is allowed now.
  mutating func take(at now: NIODeadline) -> Bool {
    let taken = max(fullAt, now) + .nanoseconds(interval)
    guard taken - now <= .seconds(Self.burstSeconds) else { return false }
    fullAt = taken
    return true
  }
}
