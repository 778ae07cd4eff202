import HermesContract

/// The time that retention uses: that of the wall clock, unless it has jumped ahead. Otherwise, a
/// clock that is years ahead for three seconds would cause all history to be removed.
///
/// Jumps are detected with the monotonic clock, and across a restart with the last trusted time. A
/// jump is accepted after the clock has run steadily for `proof`; until then, time continues from
/// where it was. A value type: the caller supplies the times.
package struct TrustedClock: Sendable, Equatable {
  /// A change that should be logged.
  package enum Notice: Sendable, Equatable {
    /// The wall clock is this far ahead of the plausible time.
    case ahead(by: Duration)
    /// The wall clock is trusted again, because it ran steadily or was set back.
    case trusted
  }

  /// How far the two clocks may differ; this and the following are in milliseconds.
  static let tolerance: Int64 = 3_600_000
  /// How long a server may plausibly have been stopped.
  static let absence: Int64 = 31 * 86_400_000
  /// How long a clock that has jumped must run steadily to be trusted.
  static let proof: Int64 = 86_400_000

  private var trusted: Int64
  private var wall: Int64
  /// From the monotonic clock.
  private var uptime: Int64
  /// The `uptime` at which the wall clock jumped; nil while it is trusted.
  private var doubtedSince: Int64?

  /// The trusted time.
  package var now: Timestamp { Timestamp(milliseconds: trusted) }
  /// Whether `now` follows the wall clock.
  package var isTrusted: Bool { doubtedSince == nil }
  /// How far the wall clock is ahead of `now`.
  package var lead: Duration { .milliseconds(wall - trusted) }

  /// - Parameters:
  ///   - last: the last trusted time before this run; nil if unknown.
  ///   - uptime: the reading of a monotonic clock that also counts while the machine is suspended.
  package init(last: Timestamp?, wall: Timestamp, uptime: Duration) {
    self.wall = wall.milliseconds
    self.uptime = Self.milliseconds(uptime)
    let last = last?.milliseconds ?? wall.milliseconds
    let isPlausible = wall.milliseconds - last <= Self.absence
    trusted = isPlausible ? wall.milliseconds : last
    doubtedSince = isPlausible ? nil : self.uptime
  }

  /// Updates the clock with the current readings.
  /// - Returns: a change to log; nil if there is none.
  package mutating func advance(wall: Timestamp, uptime: Duration) -> Notice? {
    let uptime = max(self.uptime, Self.milliseconds(uptime))
    let passed = uptime - self.uptime
    let jump = wall.milliseconds - self.wall - passed
    let expected = trusted + passed
    (self.wall, self.uptime) = (wall.milliseconds, uptime)
    let wasTrusted = isTrusted
    if jump > Self.tolerance { doubtedSince = uptime }
    guard let since = doubtedSince else {
      trusted = wall.milliseconds
      return nil
    }
    let isBack = wall.milliseconds <= expected + Self.tolerance
    if isBack || uptime - since >= Self.proof {
      doubtedSince = nil
      trusted = wall.milliseconds
      return wasTrusted ? nil : .trusted
    }
    trusted = expected
    return wasTrusted ? .ahead(by: lead) : nil
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    Int64(duration / .milliseconds(1))
  }
}
