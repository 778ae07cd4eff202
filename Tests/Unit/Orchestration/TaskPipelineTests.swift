import HermesContract
import Testing

@testable import HermesOrchestration

/// A task from its request to its last event.
@Suite(.timeLimit(.minutes(1)))
struct TaskPipelineTests {
  @Test("A request goes through every stop, and each says what it found, in this order")
  func wholeWay() async throws {
    let bench = try await TaskBench(ScriptedAgents([.writer(), .reviewer()]))
    let task = try await asked("Write a Python function to calculate fibonacci numbers", bench)
    let ending = await bench.pipeline(task).run()
    #expect(ending?.status == .completed && ending?.receipt == [] && ending?.unstored == nil)
    #expect(
      try await bench.lines(of: task) == [
        "intent_parsing_started", "intent_parsed", "agent_search_started", "agents_found",
        "planning_started", "plan_created", "execution_started",
        "step_started 1.1", "agent_thinking 1.1", "step_completed 1.1",
        "step_started 2.1", "agent_thinking 2.1", "step_completed 2.1", "task_completed",
      ])
    #expect(bench.agents.invocations.map(\.agent) == ["Writer", "Reviewer"])
    let stored = try #require(try await bench.stored(task))
    #expect(stored.status == .completed && stored.plan?.steps.count == 2)
    #expect(stored.intent?.capabilities.contains("code_write") == true)
    #expect(stored.finishedAt != nil && stored.result?.contains("x = 1") == true)
    try await bench.stop()
  }

  @Test("A task for a named agent is one step, without intent, search or plan")
  func directAgent() async throws {
    let bench = try await TaskBench()
    var task = TaskRecord.sample(owner: bench.bench.user.id)
    task.directAgent = "Worker"
    try await bench.create(task)
    #expect(await bench.pipeline(task).run()?.status == .completed)
    #expect(
      try await bench.lines(of: task) == [
        "execution_started", "step_started 1.1", "agent_thinking 1.1", "step_completed 1.1",
        "task_completed",
      ])
    #expect(try await bench.stored(task)?.plan?.planner == "direct")
    try await bench.stop()
  }

  @Test("What no agent can do fails after the search, and says so")
  func nobody() async throws {
    let bench = try await TaskBench(ScriptedAgents([]))
    let task = try await asked("Write a Python function", bench)
    #expect(await bench.pipeline(task).run()?.status == .failed)
    #expect(
      try await bench.lines(of: task) == [
        "intent_parsing_started", "intent_parsed", "agent_search_started", "agents_found",
        "task_failed",
      ])
    #expect(try await bench.stored(task)?.error?.known == .noAgentFound)
    try await bench.stop()
  }

  @Test("A task of which one wish was met is completed; one that names no wishes fails as a whole")
  func partly() async throws {
    var wishes = Plan.of([], [])
    wishes.wishes = ["This", "That"]
    for index in wishes.steps.indices { wishes.steps[index].wishes = [index + 1] }
    for (plan, status) in [(wishes, .completed), (.of([], []), .failed)] as [(Plan, TaskStatus)] {
      let bench = try await TaskBench()
      let task = try await bench.task(plan)
      bench.agents.script(step: 1, .fail(HermesError(ofAgent: "broken", "Never.")))
      #expect(await bench.pipeline(task).run()?.status == status)
      let stored = try await bench.stored(task)
      #expect(stored?.status == status)
      #expect(stored?.error?.code == (status == .failed ? "broken" : nil))
      let last = try #require(try await bench.bench.events(of: task.id).last)
      let unmet = try JSONParser.parse(last.json)["data"]?["unmet"]?.array
      #expect(unmet?.map { $0["wish"]?.string } == (status == .failed ? nil : ["This"]))
      try await bench.stop()
    }
  }

  @Test("A plan of which an agent is gone is not run, and its steps end with the task")
  func agentGone() async throws {
    let bench = try await TaskBench(ScriptedAgents([.translator()]))
    let task = try await bench.task(.of([], [1]))
    #expect(await bench.pipeline(task).run()?.status == .failed)
    #expect(
      try await bench.lines(of: task) == ["step_failed 1.0", "step_failed 2.0", "task_failed"])
    #expect(try await bench.stored(task)?.error?.known == .invalidPlan)
    try await bench.stop()
  }

  private func asked(_ query: String, _ bench: TaskBench) async throws -> TaskRecord {
    let task = TaskRecord.sample(owner: bench.bench.user.id, query: query)
    try await bench.create(task)
    return task
  }
}
