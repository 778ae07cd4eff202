import HermesContract
import Testing

struct PatienceTests {
  @Test("It waits as long as was said, and not at all for nothing")
  func wait() async throws {
    let begin = ContinuousClock.now
    try await Patience.wait(.milliseconds(20))
    #expect(ContinuousClock.now - begin >= .milliseconds(20))
    try await Patience.wait(.zero)
  }

  @Test("Cancelled it ends, however much is left")
  func cancel() async {
    let waiting = Task { try await Patience.wait(.seconds(86_400)) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}
