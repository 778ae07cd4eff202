import HermesContract
import Testing

@testable import HermesPluginRuntime

struct CrashSuspectsTests {
  private let ann = UserID("ann")
  private let bob = UserID("bob")
  private let now = ContinuousClock.now

  /// Both use the child; one of them has ended it together with the other.
  private func afterEnds(_ count: Int, alone: Int = 0) -> CrashSuspects {
    var suspects = CrashSuspects()
    suspects.called(by: ann, at: now)
    suspects.called(by: bob, at: now)
    for _ in 0..<count { suspects.ended(with: [ann, bob], at: now) }
    for _ in 0..<alone { suspects.ended(with: [ann], at: now) }
    return suspects
  }

  @Test("Who was there at two ends within a minute goes in alone, and nobody beside them")
  func suspects() {
    #expect(!afterEnds(1).isSuspect(ann, at: now))
    #expect(afterEnds(1).mayEnter(ann, beside: [bob], at: now))
    var suspects = afterEnds(2)
    #expect(suspects.isSuspect(ann, at: now) && suspects.isSuspect(bob, at: now))
    #expect(!suspects.mayEnter(ann, beside: [bob], at: now))
    #expect(suspects.mayEnter(ann, beside: [ann], at: now))
    let carol = UserID("carol")
    #expect(!suspects.mayEnter(carol, beside: [ann], at: now))
    #expect(suspects.mayRepeat(ann, at: now) && suspects.waitingTime(of: ann, at: now) == nil)
    // Chance does not last.
    let later = now + .seconds(61)
    suspects.called(by: bob, at: later)
    #expect(!suspects.isSuspect(ann, at: later))
  }

  @Test("Who ends it alone is kept out, the longer the more often, at most ten minutes")
  func keptOut() {
    let once = afterEnds(2, alone: 1)
    #expect(once.waitingTime(of: ann, at: now) == nil && !once.mayRepeat(ann, at: now))
    let twice = afterEnds(2, alone: 2)
    #expect(twice.waitingTime(of: ann, at: now) == .seconds(30))
    #expect(twice.waitingTime(of: ann, at: now + .seconds(31)) == nil)
    #expect(afterEnds(2, alone: 3).waitingTime(of: ann, at: now) == .seconds(60))
    #expect(afterEnds(2, alone: 99).waitingTime(of: ann, at: now) == .seconds(600))
    #expect(twice.waitingTime(of: bob, at: now) == nil && twice.mayRepeat(bob, at: now))
  }

  @Test("Who has ended it alone stays a suspect for half an hour, whatever is answered between")
  func isRemembered() {
    var suspects = afterEnds(2, alone: 1)
    let later = now + .seconds(1700)
    suspects.called(by: ann, at: later)
    suspects.called(by: bob, at: later)
    #expect(suspects.isSuspect(ann, at: later) && !suspects.isSuspect(bob, at: later))
    let end = now + .seconds(1801)
    suspects.called(by: bob, at: end)
    #expect(!suspects.isSuspect(ann, at: end) && suspects.mayRepeat(ann, at: end))
  }

  @Test("Who has the child to themselves may end it as often as they like")
  func author() {
    var suspects = CrashSuspects()
    for second in 0..<100 {
      let time = now + .seconds(second)
      suspects.called(by: ann, at: time)
      suspects.ended(with: [ann], at: time)
      #expect(!suspects.isSuspect(ann, at: time) && suspects.mayRepeat(ann, at: time))
      #expect(suspects.waitingTime(of: ann, at: time) == nil)
    }
  }

  @Test("However many users there are, few are remembered, and those who are kept out among them")
  func memory() {
    var suspects = afterEnds(2, alone: 2)
    let later = now + .seconds(1)
    for number in 0..<3000 { suspects.called(by: UserID("\(number)"), at: later) }
    #expect(suspects.count <= 1024)
    #expect(suspects.waitingTime(of: ann, at: later) != nil)
  }
}
