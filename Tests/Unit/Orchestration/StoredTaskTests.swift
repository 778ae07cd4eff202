import HermesContract
import Testing

@testable import HermesOrchestration

struct StoredTaskTests {
  @Test("A task that has just come is not read again; one that rested is, with its message")
  func record() async throws {
    let bench = try await JournalBench()
    let stored = try await bench.create()
    var fresh = stored
    fresh.worked = 42
    #expect(await StoredTask(QueuedTask(fresh), in: bench.store).record()?.worked == 42)
    let woken = QueuedTask(stored).withoutRecord
    #expect(woken.record == nil)
    #expect(
      await StoredTask(woken, in: bench.store).record()?.message.parts == stored.message.parts)
    let outline = try await bench.store.taskWithoutMessage(stored.id, owner: bench.user.id)
    #expect(outline?.conversation == stored.conversation && outline?.message.parts.isEmpty == true)
    try await bench.stop()
  }
}
