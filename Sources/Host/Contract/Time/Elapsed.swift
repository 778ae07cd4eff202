/// The time since a start that may lie in an earlier run of the server: measured by the monotonic
/// clock, and by the wall clock only for the part before this run.
package struct Elapsed: Sendable {
  private let begun: ContinuousClock.Instant
  private let before: Double

  /// - Parameters:
  ///   - start: the beginning by the wall clock; nil means now.
  ///   - now: the same moment as `clock`.
  package init(
    since start: Timestamp? = nil, now: Timestamp = .now, clock: ContinuousClock.Instant = .now
  ) {
    begun = clock
    // The clock may have been set back since.
    before = max(0, now.seconds(since: start ?? now))
  }

  /// Seconds since the start; never negative.
  package func seconds(at clock: ContinuousClock.Instant = .now) -> Double {
    before + inThisRun(at: clock) / .seconds(1)
  }

  /// The part of the time that lies in this run; never negative.
  package func inThisRun(at clock: ContinuousClock.Instant = .now) -> Duration {
    max(.zero, clock - begun)
  }
}
