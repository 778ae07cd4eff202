import HermesContract
import Testing

@testable import HermesPluginRuntime

struct CrashSuspectsTests {
  private let ann = UserID("ann")
  private let bob = UserID("bob")
  private let now = ContinuousClock.now

  @Test("Who was there at three ends in a row goes in alone, and an answer clears them")
  func suspects() {
    var suspects = CrashSuspects()
    for _ in 0..<3 {
      #expect(suspects.mayEnter(ann, beside: [bob]))
      suspects.ended(with: [ann, bob], at: now)
    }
    #expect(suspects.isSuspect(ann) && suspects.isSuspect(bob))
    #expect(!suspects.mayEnter(ann, beside: [bob]) && suspects.mayEnter(ann, beside: [ann]))
    suspects.answered(bob)
    #expect(!suspects.isSuspect(bob) && suspects.mayEnter(bob, beside: []))
    // Nobody goes in beside a suspect.
    #expect(!suspects.mayEnter(bob, beside: [ann]))
    #expect(suspects.wait(of: ann, at: now) == nil)
  }

  @Test(
    "Who ends it alone is kept out, the longer the more often, and never for more than ten minutes")
  func keptOut() {
    var suspects = CrashSuspects()
    for _ in 0..<4 { suspects.ended(with: [ann], at: now) }
    #expect(suspects.wait(of: ann, at: now) == nil)
    suspects.ended(with: [ann], at: now)
    #expect(suspects.wait(of: ann, at: now) == .seconds(30))
    #expect(suspects.wait(of: ann, at: now + .seconds(31)) == nil)
    suspects.ended(with: [ann], at: now)
    #expect(suspects.wait(of: ann, at: now) == .seconds(60))
    for _ in 0..<30 { suspects.ended(with: [ann], at: now) }
    #expect(suspects.wait(of: ann, at: now) == .seconds(600))
    #expect(suspects.wait(of: bob, at: now) == nil)
    suspects.answered(ann)
    #expect(suspects.wait(of: ann, at: now) == nil)
  }

  @Test("However many users there are, few are remembered")
  func memory() {
    var suspects = CrashSuspects()
    for _ in 0..<3 { suspects.ended(with: [ann], at: now) }
    suspects.ended(with: Set((0..<1100).map { UserID("\($0)") }), at: now)
    suspects.ended(with: [bob], at: now)
    #expect(!suspects.isSuspect(ann))
  }
}
