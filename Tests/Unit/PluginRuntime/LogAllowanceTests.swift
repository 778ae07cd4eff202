import Testing

@testable import HermesPluginRuntime

struct LogAllowanceTests {
  private static let second: UInt64 = 1_000_000_000

  @Test("A burst passes, then what is allowed a second, and the first line tells what is missing")
  func flood() {
    var allowance = LogAllowance(burst: 10, perSecond: 2)
    let start = 5 * Self.second
    let first = (0..<100).map { _ in allowance.spend(at: start) }
    #expect(first.prefix(10).allSatisfy { $0 == .pass(dropped: 0) })
    #expect(first.dropFirst(10).allSatisfy { $0 == .drop })
    // The line that tells needs room of its own.
    #expect(allowance.spend(at: start + Self.second / 2) == .drop)
    #expect(allowance.spend(at: start + Self.second) == .pass(dropped: 91))
    #expect(allowance.spend(at: start + Self.second) == .drop)
    #expect(allowance.takeDropped() == 1)
    #expect(allowance.takeDropped() == 0)
  }

  @Test("In any second after the burst no more passes than is allowed, however long it was quiet")
  func bound() {
    var allowance = LogAllowance(burst: 10, perSecond: 5)
    var now: UInt64 = 0
    var written = 0
    for _ in 0..<10_000 {
      now += 1_000_000
      if case .pass(let dropped) = allowance.spend(at: now) { written += dropped > 0 ? 2 : 1 }
    }
    #expect(written <= 10 + 10 * 5)
    now += 3600 * Self.second
    let burst = (0..<100).count { _ in allowance.spend(at: now) != .drop }
    #expect(burst <= 10)
  }

  @Test("A clock that stands still or goes back gives no room")
  func clock() {
    var allowance = LogAllowance(burst: 1, perSecond: 1)
    #expect(allowance.spend(at: 10 * Self.second) == .pass(dropped: 0))
    #expect(allowance.spend(at: Self.second) == .drop)
    #expect(allowance.spend(at: 10 * Self.second) == .drop)
  }
}
