import HermesContract
import Testing

struct ElapsedTests {
  private let clock = ContinuousClock.now
  private let now = Timestamp(milliseconds: 1_800_000_000_000)

  @Test("It counts from the stored beginning, and in this run by the monotonic clock alone")
  func seconds() {
    let elapsed = Elapsed(since: now.adding(seconds: -10), now: now, clock: clock)
    #expect(elapsed.seconds(at: clock + .milliseconds(2500)) == 12.5)
    #expect(elapsed.inThisRun(at: clock + .seconds(2)) == .seconds(2))
  }

  @Test("A beginning that lies ahead, since the clock was put back, counts as now")
  func putBack() {
    let elapsed = Elapsed(since: now.adding(seconds: 3600), now: now, clock: clock)
    #expect(elapsed.seconds(at: clock + .seconds(1)) == 1)
    #expect(elapsed.seconds(at: clock - .seconds(1)) == 0)
  }
}
