/// How long something has taken that may have begun in an earlier run of the server: by the monotonic
/// clock, and by the wall clock only for what lies before this run.
package struct Elapsed: Sendable {
  private let begun: ContinuousClock.Instant
  private let before: Double

  /// - Parameters:
  ///   - start: when it began, by the wall clock; nil: now.
  ///   - now: the same moment as `clock`.
  package init(
    since start: Timestamp? = nil, now: Timestamp = .now, clock: ContinuousClock.Instant = .now
  ) {
    begun = clock
    // The clock may have been put back since.
    before = max(0, now.seconds(since: start ?? now))
  }

  /// Never negative.
  package func seconds(at clock: ContinuousClock.Instant = .now) -> Double {
    before + inThisRun(at: clock) / .seconds(1)
  }

  package func inThisRun(at clock: ContinuousClock.Instant = .now) -> Duration {
    max(.zero, clock - begun)
  }
}
