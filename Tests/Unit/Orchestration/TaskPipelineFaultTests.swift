import HermesContract
import Testing

@testable import HermesOrchestration

/// What becomes of a task of which something can't be stored, or read.
@Suite(.timeLimit(.minutes(1)))
struct TaskPipelineFaultTests {
  @Test("A task that can't be stored for a moment has failed, with every step that it left open")
  func journalFailure() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], [2]))
    bench.commits.fail { entry in
      entry.events.contains { $0.type == .stepStarted }
        && entry.events.contains { $0.type == .stepCompleted }
    }
    let ending = await bench.pipeline(task).run()
    #expect(ending?.status == .failed && ending?.unstored == nil)
    #expect(bench.agents.calls == ["1.1"])
    let stored = try await bench.stored(task)
    #expect(stored?.status == .failed && stored?.error?.known == .journalUnavailable)
    let lines = try await bench.lines(of: task)
    #expect(
      lines == [
        "execution_started", "step_started 1.1", "agent_thinking 1.1", "step_failed 1.1",
        "step_failed 2.0", "step_failed 3.0", "task_failed",
      ])
    #expect(try await bench.steps(of: task).values.allSatisfy { $0.status == .failed })
    try await bench.stop()
  }

  @Test("An end that can't be stored is handed back, to be stored later")
  func unstoredEnd() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .complete([.text("kept")]))
    bench.commits.fail(at: .taskCompleted)
    let ending = await bench.pipeline(task).run()
    #expect(ending?.status == .completed)
    #expect(try await bench.status(of: task) == .running)
    let unstored = try #require(ending?.unstored)
    bench.commits.mend()
    try await bench.journal.append(unstored)
    // The end of the last step is stored with that of its task.
    #expect(try await bench.lines(of: task).suffix(2) == ["step_completed 1.1", "task_completed"])
    #expect(try await bench.stored(task)?.result?.contains("kept") == true)
    #expect(try await bench.bench.store.artifactSummaries(of: task.id).count == 1)
    try await bench.stop()
  }

  @Test("The end of a task that is deleted meanwhile is not kept")
  func deleted() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(
      step: 1,
      .run { _ in _ = try? await bench.bench.store.delete(task: task.id, owner: task.owner) })
    let ending = await bench.pipeline(task).run()
    #expect(ending?.status.isTerminal == true && ending?.unstored == nil)
    #expect(try await bench.stored(task) == nil)
    try await bench.stop()
  }

  @Test("The steps of a plan that was made just now end with their task as well")
  func newPlan() async throws {
    let bench = try await TaskBench(ScriptedAgents([.writer(), .reviewer()]))
    let task = TaskRecord.sample(
      owner: bench.bench.user.id, query: "Write a Python function to calculate fibonacci numbers")
    try await bench.create(task)
    bench.commits.fail { entry in
      entry.events.contains { $0.type == .stepStarted }
        && entry.events.contains { $0.type == .stepCompleted }
    }
    #expect(await bench.pipeline(task).run()?.status == .failed)
    #expect(
      try await bench.lines(of: task).suffix(5) == [
        "step_started 1.1", "agent_thinking 1.1", "step_failed 1.1", "step_failed 2.0",
        "task_failed",
      ])
    #expect(try await bench.steps(of: task).mapValues(\.status) == [1: .failed, 2: .failed])
    try await bench.stop()
  }

  @Test("A step that is done while another can't be stored has one end")
  func oneEnd() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], []))
    bench.agents.script(step: 1, .hold(then: .fail(HermesError(ofAgent: "broken", "Never."))))
    bench.agents.script(step: 2, .hold(heedsCancel: false))
    bench.commits.fail { entry in
      entry.events.contains { $0.type == .stepFailed }
        && !entry.events.contains { $0.type == .taskFailed }
    }
    let work = Task { await bench.pipeline(task).run() }
    await bench.agents.untilOpen("1.1", "2.1")
    bench.agents.release(step: 1)
    await bench.agents.untilOpen("2.1")
    bench.agents.release(step: 2)
    #expect(await work.value?.status == .failed)
    #expect(
      try await bench.lines(of: task).suffix(3) == [
        "step_completed 2.1", "step_failed 1.1", "task_failed",
      ])
    #expect(try await bench.steps(of: task).mapValues(\.status) == [1: .failed, 2: .completed])
    try await bench.stop()
  }
}
