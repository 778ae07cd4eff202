import Testing

@testable import HermesOrchestration

@Suite(.timeLimit(.minutes(1)))
struct EndWaiterTests {
  @Test("An end that came before, during or not at all ends the wait")
  func ends() async {
    let before = EndWaiter()
    before.finish()
    await before.wait(atMost: .seconds(3600))
    let during = EndWaiter()
    async let waiting: Void = during.wait(atMost: .seconds(3600))
    during.finish()
    during.finish()
    await waiting
    await EndWaiter().wait(atMost: .milliseconds(1))
  }

  @Test("A cancelled wait ends at once")
  func cancelled() async {
    let task = Task { await EndWaiter().wait(atMost: .seconds(3600)) }
    task.cancel()
    await task.value
  }

  @Test("The first cause to stop stands")
  func stopSignal() {
    let signal = StopSignal()
    #expect(signal.cause == nil)
    signal.set(.deadline)
    signal.set(.cancelled)
    #expect(signal.cause == .deadline)
  }
}
