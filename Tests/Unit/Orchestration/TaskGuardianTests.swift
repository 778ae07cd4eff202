import HermesContract
import Testing

@testable import HermesOrchestration
@testable import HermesStorage

@Suite(.timeLimit(.minutes(1)))
struct TaskGuardianTests {
  private func guardian(
    _ bench: JournalBench, _ volume: TaskVolume, deadline: Duration = .seconds(3600)
  ) -> TaskGuardian {
    TaskGuardian(deadline: deadline, volume: volume, owner: bench.user.id, store: bench.store)
  }

  @Sendable private func untilCancelled() async -> String {
    while !Task.isCancelled { await Task.yield() }
    return "cancelled"
  }

  @Test("What ends by itself is not stopped, whatever it stored within the quota")
  func within() async throws {
    let bench = try await JournalBench(quotas: Quotas(storedBytes: 1 << 30))
    let (stop, volume) = (StopSignal(), TaskVolume())
    let value = await guardian(bench, volume).run(stop) {
      for _ in 0..<8 { volume.add(TaskVolume.interval) }
      return "done"
    }
    #expect(value == "done" && stop.cause == nil)
    try await bench.stop()
  }

  @Test("A task whose owner has no room left is stopped at the next look, with the reason")
  func beyond() async throws {
    let bench = try await JournalBench(quotas: Quotas(storedBytes: 10))
    let task = try await bench.create()
    try await bench.append(task.id, EventDraft(.agentEvent))
    let (stop, volume) = (StopSignal(), TaskVolume())
    let value = await guardian(bench, volume).run(stop) {
      volume.add(TaskVolume.interval)
      return await untilCancelled()
    }
    #expect(value == "cancelled")
    guard case .quota(let error) = stop.cause else {
      Issue.record("\(String(describing: stop.cause))")
      return
    }
    #expect(error.code == "quota_exceeded")
    try await bench.stop()
  }

  @Test("A task that runs too long is stopped")
  func deadline() async throws {
    let bench = try await JournalBench()
    let stop = StopSignal()
    let value = await guardian(bench, TaskVolume(), deadline: .zero).run(stop) {
      await untilCancelled()
    }
    #expect(value == "cancelled")
    #expect(stop.cause == .deadline)
    try await bench.stop()
  }

  @Test("A task that is cancelled from outside is not said to have run too long")
  func cancelled() async throws {
    let bench = try await JournalBench()
    let stop = StopSignal()
    let watched = guardian(bench, TaskVolume())
    let work = Task { await watched.run(stop) { await untilCancelled() } }
    work.cancel()
    #expect(await work.value == "cancelled")
    #expect(stop.cause == nil)
    try await bench.stop()
  }
}
