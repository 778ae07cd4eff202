import Dispatch
import HermesContract
import HermesEvents
import HermesStorage
import NIOPosix
import Synchronization
import Testing

@testable import HermesOrchestration

/// The orchestrator over a real journal, without agents.
struct OrchestratorTests {
  @Test(
    "A task that its owner sees before its request is answered can be cancelled",
    .timeLimit(.minutes(1)))
  func cancelWhileStored() async throws {
    let bench = try await JournalBench()
    let store = HeldCommits(bench.store)
    let journal = try Journal(
      store: store, broadcaster: bench.broadcaster, logger: JournalBench.logger)
    let orchestrator = Orchestrator(
      Orchestrator.Configuration(), journal: journal, store: bench.store, invoker: NoAgents(),
      index: try AgentIndex(), logger: JournalBench.logger)
    store.hold()
    let request = Orchestrator.Request(
      owner: bench.user.id, message: Message(parts: [Part(text: "Write a poem")]))
    async let submitted = orchestrator.submit(request)
    await until { store.isHolding }
    let task = try #require(try await bench.store.unfinishedTasks().first).task
    async let receipt = orchestrator.cancel(task, owner: bench.user.id)
    store.release()
    #expect(try await submitted.task.id == task)
    #expect(try await receipt.isEmpty)
    #expect(try await bench.store.outline(of: task, owner: bench.user.id)?.status == .cancelled)
    await orchestrator.stop(grace: .zero)
    try await NIOThreadPool.singleton.runIfActive { journal.stop() }
    try await bench.stop()
  }
}

private struct NoAgents: AgentInvoking {
  var agents: [AgentStatus] { [] }
  func card(of agent: String) -> AgentCard? { nil }

  func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentAnswer {
    AgentAnswer(.failed(HermesError(.agentNotFound, "There is no agent.")))
  }

  func reconcile(agent: String, stepKey: String, of task: TaskID) async -> Reconciliation {
    .unknown
  }
  func withdraw(_ question: AgentQuestion, from agent: String) async {}
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
  ) throws -> [CommittedEntry] {
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
