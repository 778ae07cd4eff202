import NIOCore
import Testing

@testable import HermesWebSocket

struct FrameAllowanceTests {
  /// How many of some frames, each at its time in milliseconds, are allowed.
  private func allowed(_ perSecond: Int, _ times: [Int64]) -> [Bool] {
    var allowance = FrameAllowance(perSecond: perSecond)
    return times.map { allowance.take(at: .uptimeNanoseconds(1 << 40) + .milliseconds($0)) }
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

  @Test("A steady client at the rate is never refused", arguments: [1, 2, 100, 1000])
  func steady(perSecond: Int) {
    let times = (0..<10_000).map { Int64($0) * 1000 / Int64(perSecond) }
    #expect(allowed(perSecond, times).allSatisfy { $0 })
  }
}
