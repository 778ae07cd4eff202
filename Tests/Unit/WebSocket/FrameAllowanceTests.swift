import HermesContract
import NIOCore
import Testing

@testable import HermesWebSocket

struct FrameAllowanceTests {
  /// How many of some frames, each at its time in milliseconds, are allowed.
  private func allowed(_ perSecond: Int, _ times: [Int64]) -> [Bool] {
    var allowance = FrameAllowance(perSecond: perSecond)
    return times.map { allowance.spend(at: .uptimeNanoseconds(1 << 40) + .milliseconds($0)) }
  }

  @Test("Ten seconds' worth at once, then one for each interval")
  func burst() {
    let times = [Int64](repeating: 0, count: 21) + [499, 500, 500, 1000]
    let expected = [Bool](repeating: true, count: 20) + [false, false, true, false, true]
    #expect(allowed(2, times) == expected)
  }

  @Test("What is not used is not saved beyond that")
  func saved() {
    let times = [0] + [Int64](repeating: 3_600_000, count: 11)
    #expect(allowed(1, times) == [Bool](repeating: true, count: 11) + [false])
  }

  @Test("What takes much counts as several, and a full allowance can be forgotten")
  func units() {
    let now = NIODeadline.uptimeNanoseconds(1 << 40)
    var allowance = FrameAllowance(perSecond: 10, burstSeconds: 2)
    #expect(allowance.isFull(at: now))
    let taken = [15, 6, 5, 1].map { allowance.spend($0, at: now) }
    #expect(taken == [true, false, true, false])
    #expect(!allowance.isFull(at: now + .milliseconds(1999)))
    #expect(allowance.isFull(at: now + .seconds(2)))
  }

  @Test("All sockets of a user share one allowance, by what their messages take")
  func users() {
    let allowances = UserAllowances()
    let now = NIODeadline.uptimeNanoseconds(1 << 40)
    func mayTake(_ text: String?, of user: UserID) -> Bool {
      guard let text else { return allowances.takeFrame(of: user, framesPerSecond: 10, at: now) }
      return allowances.takeMessage(text, of: user, framesPerSecond: 10, at: now)
    }
    func count(_ text: String?, of user: String) -> Int {
      var count = 0
      while count < 1000, mayTake(text, of: UserID(user)) { count += 1 }
      return count
    }
    #expect(count(nil, of: "a") == 200)
    #expect(count("stats", of: "b") == 10)
    #expect(count(String(repeating: "x", count: 40 << 10), of: "c") == 10)
    // The frame itself has been counted.
    #expect(count("ping", of: "a") == 1000)
    #expect(count(nil, of: "d") == 200)
  }

  @Test("A steady client at the rate is never refused", arguments: [1, 2, 100, 1000])
  func steady(perSecond: Int) {
    let times = (0..<10_000).map { Int64($0) * 1000 / Int64(perSecond) }
    #expect(allowed(perSecond, times).allSatisfy { $0 })
  }
}
