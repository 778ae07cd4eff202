import AgentABI
import Testing

@testable import HermesPluginRuntime

struct CreditTests {
  @Test("256 events are taken and the next is refused until half are stored")
  func events() {
    var credit = Credit()
    func take(_ count: Int) -> Bool { credit.spend(count) }
    func give(_ count: Int) -> Bool { credit.grant(count) }
    for _ in 0..<ABILimit.creditEvents { #expect(take(1)) }
    #expect(!take(1))
    for given in 1...ABILimit.creditEvents {
      #expect(give(1) == (given == ABILimit.creditEvents / 2))
    }
    #expect(credit.events == 0 && credit.bytes == 0 && !credit.isAwaited)
  }

  @Test("2 MiB are taken and one byte more is refused until half are stored")
  func bytes() {
    var credit = Credit()
    func take(_ count: Int) -> Bool { credit.spend(count) }
    func give(_ count: Int) -> Bool { credit.grant(count) }
    #expect(take(1 << 20) && take(1 << 20))
    #expect(!take(1))
    #expect(give(1 << 20))
    #expect(take(1 << 20))
  }

  @Test("An agent that was never refused is not told of room")
  func notAwaited() {
    var credit = Credit()
    func take(_ count: Int) -> Bool { credit.spend(count) }
    func give(_ count: Int) -> Bool { credit.grant(count) }
    #expect(take(5))
    #expect(!give(5))
  }

  @Test("One event is always taken by an empty account, however large")
  func oversized() {
    var credit = Credit()
    func take(_ count: Int) -> Bool { credit.spend(count) }
    func give(_ count: Int) -> Bool { credit.grant(count) }
    #expect(take(ABILimit.creditBytes + 1))
    #expect(!take(1))
    #expect(give(ABILimit.creditBytes + 1))
  }

  @Test("Whatever is taken and given, the account is right and a refused agent is told once")
  func randomWalk() {
    var generator = Seeded(3)
    var credit = Credit()
    var taken: [Int] = []
    var refusals = 0
    var told = 0
    for _ in 0..<20_000 {
      if Bool.random(using: &generator) {
        let size = Int.random(in: 1...40_000, using: &generator)
        let isTaken = credit.spend(size)
        if isTaken { taken.append(size) } else if refusals == told { refusals += 1 }
      } else if !taken.isEmpty, credit.grant(taken.removeFirst()) {
        told += 1
      }
      guard credit.events == taken.count, credit.bytes == taken.reduce(0, +),
        credit.isAwaited == (refusals > told), told <= refusals
      else {
        Issue.record("the account is wrong")
        return
      }
    }
    #expect(told > 0)
  }
}
