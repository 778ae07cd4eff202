import HermesListener
import Synchronization
import Testing

struct HangUpTests {
  private final class Count: Sendable {
    private let value = Mutex(0)
    var number: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  @Test("Who asks before is told once, who asks afterwards is told at once")
  func told() {
    let hangUp = HangUp()
    let count = Count()
    hangUp.whenHappening { count.add() }
    #expect(count.number == 0)
    hangUp.happen()
    hangUp.happen()
    #expect(count.number == 1)
    hangUp.whenHappening { count.add() }
    #expect(count.number == 2)
  }

  @Test("What was taken back is not told")
  func takenBack() {
    let hangUp = HangUp()
    let count = Count()
    hangUp.whenHappening { count.add() }
    hangUp.whenHappening(nil)
    hangUp.happen()
    #expect(count.number == 0)
  }
}
