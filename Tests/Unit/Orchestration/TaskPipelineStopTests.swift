import HermesContract
import Testing

@testable import HermesOrchestration

/// How a task ends that is stopped, wherever it is.
@Suite(.timeLimit(.minutes(1)))
struct TaskPipelineStopTests {
  @Test("Cancelled before it has begun, a task has nothing to answer for")
  func beforeBeginning() async throws {
    let bench = try await TaskBench(ScriptedAgents([.writer()]))
    let task = TaskRecord.sample(owner: bench.bench.user.id, query: "Write a function")
    try await bench.create(task)
    let ending = await Self.stopped(bench.pipeline(task, stop: .set(to: .cancelled)))
    #expect(ending?.status == .cancelled && ending?.receipt == [])
    #expect(try await bench.lines(of: task) == ["task_failed"])
    #expect(try await bench.stored(task)?.error == .cancelled)
    #expect(bench.agents.calls.isEmpty)
    try await bench.stop()
  }

  @Test("Cancelled while agents are searched for, it ends there")
  func whileSearching() async throws {
    let index = HeldIndex()
    let bench = try await TaskBench(ScriptedAgents([.writer()]), index: index)
    let task = TaskRecord.sample(owner: bench.bench.user.id, query: "Write a function")
    try await bench.create(task)
    let stop = StopSignal()
    let work = Task { await bench.pipeline(task, stop: stop).run() }
    for await _ in index.searches { break }
    stop.set(.cancelled)
    work.cancel()
    let ending = await work.value
    #expect(ending?.status == .cancelled && ending?.receipt == [])
    #expect(
      try await bench.lines(of: task) == [
        "intent_parsing_started", "intent_parsed", "agent_search_started", "task_failed",
      ])
    try await bench.stop()
  }

  @Test("Cancelled before its plan runs, each step is stopped before its first attempt")
  func beforeSteps() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    let ending = await Self.stopped(bench.pipeline(task, stop: .set(to: .cancelled)))
    #expect(ending?.receipt == [receipt(1, 0, .stopped), receipt(2, 0, .stopped)])
    #expect(
      try await bench.lines(of: task) == ["step_failed 1.0", "step_failed 2.0", "task_failed"])
    try await bench.stop()
  }

  @Test("Cancelled in the midst, each step says how it ended, and what was made is kept")
  func inTheMidst() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], [2]))
    bench.agents.script(step: 2, .hold())
    let ending = await cancelled(task, bench, at: "2.1")
    #expect(ending?.status == .cancelled)
    #expect(
      ending?.receipt == [
        receipt(1, 1, .finishedBefore), receipt(2, 1, .stopped, 3), receipt(3, 0, .stopped),
      ])
    #expect(
      try await bench.lines(of: task).suffix(6) == [
        "step_completed 1.1", "step_started 2.1", "agent_thinking 2.1", "step_failed 2.1",
        "step_failed 3.0", "task_failed",
      ])
    #expect(try await bench.bench.store.artifactSummaries(of: task.id).map(\.step) == [1])
    let last = try #require(try await bench.bench.events(of: task.id).last)
    let outcomes = try JSONParser.parse(last.json)["data"]?["receipt"]?.array
    #expect(outcomes?.map { $0["outcome"]?.string } == ["finished_before", "stopped", "stopped"])
    try await bench.stop()
  }

  @Test("An agent that does not let go in its grace is named in the receipt")
  func uncooperative() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .hang)
    let receipt = await cancelled(task, bench, at: "1.1")?.receipt ?? []
    #expect(receipt.map(\.ending) == [.uncooperative] && receipt.map(\.attempt) == [1])
    try await bench.stop()
  }

  @Test("A step that ends although its task was cancelled is done, and the next does not begin")
  func tooLate() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    bench.agents.script(step: 1, .hold(heedsCancel: false))
    let stop = StopSignal()
    let work = Task { await bench.pipeline(task, stop: stop).run() }
    await bench.agents.untilOpen("1.1")
    stop.set(.cancelled)
    work.cancel()
    bench.agents.release(step: 1)
    let ending = await work.value
    #expect(ending?.status == .cancelled && bench.agents.calls == ["1.1"])
    #expect(ending?.receipt == [receipt(1, 1, .finishedBefore), receipt(2, 0, .stopped)])
    #expect(
      try await bench.lines(of: task).suffix(3) == [
        "step_completed 1.1", "step_failed 2.0", "task_failed",
      ])
    try await bench.stop()
  }

  @Test("A task that waits for a person is ended where it rests, and who has asked is told")
  func atRest() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], []))
    bench.agents.script(step: 1, .ask("Which?", state: ["round": 1]))
    #expect(await bench.pipeline(task).run()?.status == .inputRequired)
    let resting = try #require(try await bench.stored(task))
    let ending = await bench.pipeline(resting).cancelAtRest()
    #expect(
      ending.receipt == [
        receipt(1, 1, .stopped), receipt(2, 0, .stopped), receipt(3, 1, .finishedBefore),
      ])
    #expect(bench.agents.withdrawn == [AgentQuestion("Which?", state: ["round": 1])])
    #expect(
      try await bench.lines(of: task).suffix(3) == [
        "step_failed 1.1", "step_failed 2.0", "task_failed",
      ])
    #expect(try await bench.bench.store.inputs(of: task.id).map(\.answer) == [.taskEnded])
    try await bench.stop()
  }

  @Test(
    "A task that runs too long, or stores too much, has failed with that and a receipt",
    arguments: [
      (.deadline, "deadline_exceeded"),
      (.quota(HermesError(.quotaExceeded, message: "There is no room.")), "quota_exceeded"),
    ] as [(StopSignal.Cause, String)])
  func limits(cause: StopSignal.Cause, code: String) async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .hold())
    let ending = await cancelled(task, bench, at: "1.1", as: cause)
    #expect(ending?.status == .failed && ending?.receipt == [receipt(1, 1, .stopped, 3)])
    #expect(try await bench.stored(task)?.error?.code == code)
    try await bench.stop()
  }

  @Test("At a shutdown the task has no end, and what was done is stored for the next start")
  func shutdown() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    bench.agents.script(step: 1, .hold(heedsCancel: false))
    let stop = StopSignal()
    let work = Task { await bench.pipeline(task, stop: stop).run() }
    await bench.agents.untilOpen("1.1")
    stop.set(.shutdown)
    work.cancel()
    bench.agents.release(step: 1)
    #expect(await work.value == nil)
    #expect(try await bench.status(of: task) == .running)
    #expect(try await bench.steps(of: task).mapValues(\.status) == [1: .completed])
    #expect(try await bench.lines(of: task).last == "step_completed 1.1")
    #expect(bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  /// Runs the task until a call of it is open, and stops it there.
  private func cancelled(
    _ task: TaskRecord, _ bench: TaskBench, at call: String, as cause: StopSignal.Cause = .cancelled
  ) async -> TaskPipeline.Ending? {
    let stop = StopSignal()
    let work = Task { await bench.pipeline(task, stop: stop).run() }
    await bench.agents.untilOpen(call)
    stop.set(cause)
    work.cancel()
    return await work.value
  }

  /// Runs a task that is cancelled already.
  private static func stopped(_ pipeline: TaskPipeline) async -> TaskPipeline.Ending? {
    let work = Task {
      while !Task.isCancelled { await Task.yield() }
      return await pipeline.run()
    }
    work.cancel()
    return await work.value
  }

  private func receipt(
    _ step: Int, _ attempt: Int, _ ending: StepReceipt.Ending, _ milliseconds: Int64 = 0
  ) -> StepReceipt {
    StepReceipt(
      step: step, agent: "Worker", attempt: attempt, ending: ending, milliseconds: milliseconds)
  }
}

extension StopSignal {
  fileprivate static func set(to cause: Cause) -> StopSignal {
    let stop = StopSignal()
    stop.set(cause)
    return stop
  }
}

/// An index whose searches last until they are cancelled.
private final class HeldIndex: AgentIndexing {
  /// Speaks when one has begun.
  let searches: AsyncStream<Void>
  private let begun: AsyncStream<Void>.Continuation

  init() { (searches, begun) = AsyncStream.makeStream(of: Void.self) }

  func rank(
    _ query: String, among cards: [AgentCard]
  ) async throws -> [(name: String, score: Double)] {
    begun.yield()
    while !Task.isCancelled { await Task.yield() }
    throw CancellationError()
  }
}
