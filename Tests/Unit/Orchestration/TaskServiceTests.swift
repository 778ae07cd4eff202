import Dispatch
import HermesContract
import HermesEvents
import HermesStorage
import NIOPosix
import Synchronization
import Testing

@testable import HermesOrchestration

/// The service, placement and runner over a real journal.
struct TaskServiceTests {
  @Test(
    "A task that its owner sees before its request is answered can be cancelled",
    .timeLimit(.minutes(1)))
  func cancelWhileStored() async throws {
    // Without a cancel it has no end.
    let agents = try ScriptedAgents([.worker()])
    agents.script(step: 1, .hold())
    try await withService(agents) { bench, store, tasks in
      store.hold()
      let request = TaskRequest(
        owner: bench.user.id, message: Message(parts: [Part(text: "Write a poem")]),
        directAgent: "Worker")
      async let submitted = tasks.submit(request)
      await until { store.isHolding }
      let task = try #require(try await bench.store.unfinishedTasks().first).task
      async let receipt = tasks.cancel(task, owner: bench.user.id)
      store.release()
      #expect(try await submitted.task.id == task)
      // It may have got as far as its agent.
      #expect(try await receipt.count <= 1)
      #expect(try await bench.store.outline(of: task, owner: bench.user.id)?.status == .cancelled)
    }
  }

  @Test(
    "Nothing of a deleted account goes on, also not what was stored meanwhile",
    .timeLimit(.minutes(1)))
  func deletedAccount() async throws {
    let agents = try ScriptedAgents([.worker()])
    agents.script(step: 1, .hold())
    try await withService(agents) { bench, store, tasks in
      let request = TaskRequest(
        owner: bench.user.id, message: Message(parts: [Part(text: "Write a poem")]),
        directAgent: "Worker")
      for _ in 0..<10 { _ = try await tasks.submit(request) }
      store.hold()
      async let last = tasks.submit(request)
      await until { store.isHolding }
      _ = try await bench.store.delete(user: bench.user.id)
      async let end: Void = tasks.endAll(ofDeleted: bench.user.id)
      store.release()
      // It was stored before the deletion, or is refused.
      _ = try? await last
      await end
      #expect(await tasks.counts == (running: 0, queued: 0))
      let error = await #expect(throws: HermesError.self) { try await tasks.submit(request) }
      #expect(error?.known == .accountNotFound)
    }
  }

  @Test(
    "Requests with one key that come together make one task, also where each would interrupt the others",
    .timeLimit(.minutes(1)))
  func oneKey() async throws {
    try await withService { bench, store, tasks in
      let conversation = try await bench.create().conversation
      var request = TaskRequest(
        owner: bench.user.id, message: Message(parts: [Part(text: "Write a poem")]),
        conversation: conversation, onBusy: .interrupt, idempotency: ("key", "fingerprint"))
      let answers = try await withThrowingTaskGroup(of: (TaskID, Bool).self) { [request] group in
        for _ in 0..<8 {
          group.addTask {
            let (task, isReplay) = try await tasks.submit(request)
            return (task.id, isReplay)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers.map(\.0)).count == 1)
      #expect(answers.count { !$0.1 } == 1)
      let task = try #require(answers.first).0
      await tasks.waitForEnd(of: task, atMost: .seconds(30))
      #expect(try await bench.store.outline(of: task, owner: bench.user.id)?.status == .failed)
      request.idempotency = ("key", "other")
      let other = request
      let error = await #expect(throws: HermesError.self) {
        try await tasks.submit(other)
      }
      #expect(error?.known == .idempotencyKeyReused)
    }
  }

  private func withService(
    _ agents: ScriptedAgents = ScriptedAgents([]),
    _ body: (JournalBench, HeldCommits, TaskService) async throws -> Void
  ) async throws {
    let bench = try await JournalBench()
    let store = HeldCommits(bench.store)
    let journal = try Journal(
      store: store, broadcaster: bench.broadcaster, logger: JournalBench.logger)
    let orchestration = Orchestration(
      OrchestrationConfiguration(), journal: journal, broadcaster: bench.broadcaster,
      store: bench.store, invoker: agents,
      index: try AgentIndex(), logger: JournalBench.logger)
    try await orchestration.start(isAfterDeath: false)
    try await body(bench, store, orchestration.tasks)
    await orchestration.stop(grace: .zero)
    try await NIOThreadPool.singleton.runIfActive { journal.stop() }
    try await bench.stop()
  }
}

/// Commits at once, and returns from one commit only when it is released.
private final class HeldCommits: JournalStore {
  private enum Hold { case none, wanted, active }

  private let base: any JournalStore
  private let state = Mutex(Hold.none)
  private let gate = DispatchSemaphore(value: 0)

  init(_ base: any JournalStore) { self.base = base }

  func hold() { state.withLock { $0 = .wanted } }
  var isHolding: Bool { state.withLock { $0 == .active } }
  func release() { gate.signal() }

  var epoch: String { base.epoch }

  func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>] {
    let committed = try base.commit(entries, encode: encode)
    let isHeld = state.withLock { state in
      guard state == .wanted else { return false }
      state = .active
      return true
    }
    if isHeld { gate.wait() }
    return committed
  }
}
