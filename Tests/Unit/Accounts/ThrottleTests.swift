import HermesAccounts
import Testing

struct ThrottleTests {
  private let start = ContinuousClock.now

  @Test("A burst passes, then one a period, however it is asked")
  func bucket() throws {
    let throttle = Throttle(burst: 3, perSecond: 0.5)
    for _ in 0..<3 { #expect(throttle.consumeToken(for: "a", now: start) == nil) }
    #expect(throttle.consumeToken(for: "a", now: start) == .seconds(2))
    #expect(throttle.consumeToken(for: "a", now: start + .milliseconds(500)) == .seconds(1.5))
    #expect(throttle.consumeToken(for: "a", now: start + .seconds(2)) == nil)
    #expect(throttle.consumeToken(for: "a", now: start + .seconds(2)) == .seconds(2))
  }

  @Test("Keys do not share their tokens")
  func keys() {
    let throttle = Throttle(burst: 1, perSecond: 1)
    #expect(
      throttle.consumeToken(for: "a", now: start) == nil
        && throttle.consumeToken(for: "b", now: start) == nil)
    #expect(throttle.consumeToken(for: "a", now: start) != nil)
  }

  @Test("A long rest fills the bucket and no more")
  func rest() {
    let throttle = Throttle(burst: 2, perSecond: 100)
    for _ in 0..<2 { #expect(throttle.consumeToken(for: "a", now: start) == nil) }
    for _ in 0..<2 { #expect(throttle.consumeToken(for: "a", now: start + .seconds(3600)) == nil) }
    #expect(throttle.consumeToken(for: "a", now: start + .seconds(3600)) != nil)
  }

  @Test("A token that was given back can be taken again, and never more than the burst")
  func givingBack() {
    let throttle = Throttle(burst: 1, perSecond: 0.001)
    #expect(throttle.consumeToken(for: "a", now: start) == nil)
    throttle.giveBack("a")
    throttle.giveBack("a")
    throttle.giveBack("unknown")
    #expect(throttle.consumeToken(for: "a", now: start) == nil)
    #expect(throttle.consumeToken(for: "a", now: start) != nil)
  }

  @Test("A flood of keys, however long, is bounded, and can't push out one that is exhausted")
  func flood() {
    let throttle = Throttle(burst: 2, perSecond: 0.001)
    for _ in 0..<2 { #expect(throttle.consumeToken(for: "victim", now: start) == nil) }
    for number in 0..<(2 * Throttle.maximumKeys) {
      _ = throttle.consumeToken(for: "\(number)", now: start)
    }
    #expect(throttle.count <= Throttle.maximumKeys)
    #expect(throttle.consumeToken(for: "victim", now: start) != nil)
  }

  @Test("Keys that differ only late are different keys")
  func longKeys() {
    let throttle = Throttle(burst: 1, perSecond: 1)
    let long = String(repeating: "a", count: 10_000)
    #expect(throttle.consumeToken(for: long + "1", now: start) == nil)
    #expect(throttle.consumeToken(for: long + "2", now: start) == nil)
    #expect(throttle.consumeToken(for: long + "1", now: start) != nil)
  }
}
