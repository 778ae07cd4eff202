import HermesContract

/// The time that retention goes by: the wall clock's, unless that has jumped ahead. A clock that was years
/// ahead for three seconds would otherwise take all history with it.
///
/// A jump is seen by the monotonic clock, and across a restart by the time that was trusted last. It is
/// believed when the clock has gone on steadily for `proof`; until then time goes on from where it was.
/// A value: it is told the times.
package struct TrustedClock: Sendable, Equatable {
  package enum Notice: Sendable, Equatable {
    /// The wall clock is this much ahead of what is plausible.
    case ahead(by: Duration)
    /// It is believed, or is back.
    case trusted
  }

  /// By how much the two clocks may differ; all in milliseconds.
  static let tolerance: Int64 = 3_600_000
  /// How long a server may plausibly have been away.
  static let absence: Int64 = 31 * 86_400_000
  /// How long a clock that has jumped has to go on steadily.
  static let proof: Int64 = 86_400_000

  private var trusted: Int64
  private var wall: Int64
  /// By the monotonic clock.
  private var uptime: Int64
  /// Of `uptime`, when the wall clock jumped; nil while it is trusted.
  private var doubtedSince: Int64?

  package var now: Timestamp { Timestamp(milliseconds: trusted) }
  package var isTrusted: Bool { doubtedSince == nil }
  /// How far the wall clock is ahead of `now`.
  package var lead: Duration { .milliseconds(wall - trusted) }

  /// - Parameters:
  ///   - last: the time that was trusted last, before this run; nil if nothing is known.
  ///   - uptime: of a monotonic clock that also counts while the machine sleeps.
  package init(last: Timestamp?, wall: Timestamp, uptime: Duration) {
    self.wall = wall.milliseconds
    self.uptime = Self.milliseconds(uptime)
    let last = last?.milliseconds ?? wall.milliseconds
    let isPlausible = wall.milliseconds - last <= Self.absence
    trusted = isPlausible ? wall.milliseconds : last
    doubtedSince = isPlausible ? nil : self.uptime
  }

  /// Takes in what the clocks say now.
  /// - Returns: what is to be told.
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
