import HermesContract
import Testing

@testable import HermesOrchestration

/// How a task goes on after a person's answer, or after the server was started again.
@Suite(.timeLimit(.minutes(1)))
struct TaskPipelineResumeTests {
  @Test("A task that asks rests, and with the answer goes on where it was")
  func answered() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    bench.agents.script(step: 1, .ask("Which?", state: ["round": 1]))
    let rest = await bench.pipeline(task).run()
    #expect(rest?.status == .inputRequired && rest?.receipt == [])
    #expect(try await bench.status(of: task) == .inputRequired)
    try await answer(.text("That."), to: task, bench)
    #expect(
      await bench.pipeline(try #require(try await bench.stored(task))).run()?.status == .completed)
    #expect(
      try await bench.lines(of: task) == [
        "execution_started", "step_started 1.1", "agent_thinking 1.1", "input_required 1.1",
        "task_resumed", "step_superseded 1.1", "step_started 1.2", "agent_thinking 1.2",
        "step_completed 1.2", "step_started 2.1", "agent_thinking 2.1", "step_completed 2.1",
        "task_completed",
      ])
    let first = bench.agents.invocations.filter { $0.stepKey == "\(task.id)/1" }
    #expect(first.map(\.attempt) == [1, 2])
    #expect(
      first.map(\.input) == [
        nil, AnsweredQuestion(question: "Which?", text: "That.", state: ["round": 1]),
      ])
    try await bench.stop()
  }

  @Test("A plan that wants approval is stored with its question, and nothing of it runs")
  func approvalAsked() async throws {
    let (bench, task) = try await waitingForApproval()
    #expect(try await bench.lines(of: task).suffix(2) == ["plan_created", "input_required"])
    #expect(bench.agents.calls.isEmpty && task.status == .inputRequired)
    // Whoever looks again before there is an answer asks no second time.
    #expect(await bench.pipeline(task).run()?.status == .inputRequired)
    #expect(try await bench.bench.store.inputs(of: task.id).count == 1)
    try await bench.stop()
  }

  @Test("A plan that is approved runs as it was shown")
  func approved() async throws {
    let (bench, task) = try await waitingForApproval()
    try await answer(.approved(plan: try #require(task.plan).hash), to: task, bench)
    #expect(await bench.pipeline(task).run()?.status == .completed)
    let lines = try await bench.lines(of: task)
    #expect(lines.count { $0 == "plan_created" } == 1 && lines.last == "task_completed")
    #expect(lines.contains("execution_started") && bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  @Test(
    "A plan that is rejected, that changed, or that nobody approved in time never runs",
    arguments: [
      (.rejected, .planRejected), (.approved(plan: "another"), .planChanged),
      (.expired, .inputExpired),
    ] as [(InputAnswer, ErrorCode)])
  func refused(given: InputAnswer, code: ErrorCode) async throws {
    let (bench, task) = try await waitingForApproval()
    try await answer(given, to: task, bench)
    #expect(await bench.pipeline(task).run()?.status == .failed)
    #expect(try await bench.stored(task)?.error?.known == code)
    #expect(try await bench.lines(of: task).suffix(2) == ["step_failed 1.0", "task_failed"])
    #expect(bench.agents.calls.isEmpty)
    try await bench.stop()
  }

  @Test("After a restart steps that are done are not repeated, and a cut off one that may be is")
  func idempotent() async throws {
    let (bench, task) = try await cutOff()
    let next = try await restarted(bench, ScriptedAgents([.worker(isIdempotent: true)]))
    let resumed = try #require(try await next.stored(task))
    #expect(await next.pipeline(resumed).run()?.status == .completed)
    #expect(next.agents.reconciled == ["\(task.id)/2"])
    #expect(next.agents.calls == ["2.2"])
    #expect(next.agents.invocations.map(\.stepKey) == ["\(task.id)/2"])
    #expect(next.agents.invocations.map { $0.artifacts.map(\.text) } == [["one"]])
    #expect(
      try await next.lines(of: task).suffix(6) == [
        "task_resumed", "step_superseded 2.1", "step_started 2.2", "agent_thinking 2.2",
        "step_completed 2.2", "task_completed",
      ])
    #expect(try await next.lines(of: task).count { $0 == "execution_started" } == 1)
    try await next.stop()
  }

  @Test("A cut off step that may not be repeated waits for a person, and nothing of it runs")
  func notIdempotent() async throws {
    let (bench, task) = try await cutOff()
    let next = try await restarted(bench, ScriptedAgents([.worker()]))
    let ending = await next.pipeline(try #require(try await next.stored(task))).run()
    #expect(ending?.status == .inputRequired && next.agents.calls.isEmpty)
    #expect(try await next.status(of: task) == .inDoubt)
    #expect(
      try await next.lines(of: task).suffix(3) == [
        "task_resumed", "step_superseded 2.1", "input_required 2.1",
      ])
    try await answer(.resolved(.retry), to: task, next)
    let resumed = try #require(try await next.stored(task))
    #expect(await next.pipeline(resumed).run()?.status == .completed)
    #expect(next.agents.calls == ["2.2"])
    try await next.stop()
  }

  @Test("What the agent of a cut off step knows of it counts more than what its card says")
  func reconciled() async throws {
    let made = AgentResult(artifacts: [.text("two")], text: nil)
    for (known, calls) in [(.done(made), []), (.notDone, ["2.2"])] as [(Reconciliation, [String])] {
      let (bench, task) = try await cutOff()
      let next = try await restarted(bench, ScriptedAgents([.worker()], reconciliation: known))
      let resumed = try #require(try await next.stored(task))
      #expect(await next.pipeline(resumed).run()?.status == .completed)
      #expect(next.agents.calls == calls)
      #expect(try await next.steps(of: task)[2]?.attempt == (calls.isEmpty ? 1 : 2))
      try await next.stop()
    }
  }

  @Test("A step at which the server died three times is not tried again, nor its agent asked")
  func crashedServer() async throws {
    let (bench, task) = try await cutOff()
    var earlier = bench
    for death in 1...3 {
      let agents = try ScriptedAgents([.worker(isIdempotent: true)])
      agents.script(step: 2, .complete(), .hold(), .hold(), .hold())
      let next = try await restarted(earlier, agents)
      let resumed = try #require(try await next.stored(task))
      let stop = StopSignal()
      let pipeline = next.pipeline(resumed, stop: stop, isAfterDeath: true)
      let work = Task { await pipeline.run() }
      guard death < 3 else {
        #expect(await work.value?.status == .failed)
        #expect(agents.calls.isEmpty && agents.reconciled.isEmpty)
        try await next.stop()
        break
      }
      await agents.untilOpen("2.\(death + 1)")
      // As if it had died there.
      stop.set(.shutdown)
      work.cancel()
      #expect(await work.value == nil)
      earlier = next
    }
    #expect(try await earlier.steps(of: task)[2]?.error?.known == .crashedServer)
    #expect(try await earlier.lines(of: task).suffix(2) == ["step_failed 2.3", "task_failed"])
  }

  // MARK: - Where they begin

  /// A task whose plan waits for its owner, as it is stored.
  private func waitingForApproval() async throws -> (TaskBench, TaskRecord) {
    let bench = try await TaskBench(ScriptedAgents([.writer()]))
    var task = TaskRecord.sample(owner: bench.bench.user.id, query: "Write a function")
    task.requiresApproval = true
    try await bench.create(task)
    #expect(await bench.pipeline(task).run()?.status == .inputRequired)
    return (bench, try #require(try await bench.stored(task)))
  }

  /// A task whose first step is done, and whose second was at its agent when the server ended.
  private func cutOff() async throws -> (TaskBench, TaskRecord) {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    bench.agents.script(step: 1, .complete([.text("one")]))
    bench.agents.script(step: 2, .hold())
    let stop = StopSignal()
    let work = Task { await bench.pipeline(task, stop: stop).run() }
    await bench.agents.untilOpen("2.1")
    stop.set(.shutdown)
    work.cancel()
    #expect(await work.value == nil)
    return (bench, task)
  }

  private func restarted(_ bench: TaskBench, _ agents: ScriptedAgents) async throws -> TaskBench {
    try await bench.stop()
    return try await TaskBench(agents, after: bench)
  }

  private func answer(
    _ answer: InputAnswer, to task: TaskRecord, _ bench: TaskBench
  ) async throws {
    let open = try #require(try await bench.bench.store.inputs(of: task.id).first(where: \.isOpen))
    try await bench.bench.change(task.id, .inputAnswered(open.id, answer, at: .now))
  }
}
