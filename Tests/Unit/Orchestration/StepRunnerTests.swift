import HermesContract
import Synchronization
import Testing

@testable import HermesOrchestration

@Suite(.timeLimit(.minutes(1)))
struct StepRunnerTests {
  private let flaky = HermesError(ofAgent: "flaky", "Not now.", isRetryable: true)

  @Test("A step is stored as running, with its attempt, before its agent is called")
  func storedFirst() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    let seen = Mutex<(StepRecord?, [String])>((nil, []))
    bench.agents.script(
      step: 1,
      .run { _ in
        let step = try? await bench.steps(of: task)[1]
        let lines = try? await bench.lines(of: task)
        seen.withLock { $0 = (step, lines ?? []) }
      })
    _ = try await bench.runner(task).run(artifacts: [], from: StepBeginning())
    let (step, lines) = seen.withLock { $0 }
    #expect(step?.status == .running && step?.attempt == 1 && step?.startedAt != nil)
    #expect(lines == ["step_started 1.1", "agent_thinking 1.1"])
    try await bench.stop()
  }

  @Test("A failure that may pass is tried again with the same key, and what it streamed is void")
  func retry() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(
      step: 1, .emit([.thinking("Hm.")], then: .fail(flaky)), .complete([.text("done")]))
    let log = bench.log(task)
    let ending = try await bench.runner(task, log: log).run(artifacts: [], from: StepBeginning())
    try await log.flush()
    guard case .completed(let artifacts) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(artifacts == [.text("done")])
    #expect(
      try await bench.lines(of: task) == [
        "step_started 1.1", "agent_thinking 1.1", "agent_thinking 1.1", "step_failed 1.1",
        "step_superseded 1.1", "step_started 1.2", "agent_thinking 1.2", "step_completed 1.2",
      ])
    #expect(bench.agents.invocations.map(\.stepKey) == ["\(task.id)/1", "\(task.id)/1"])
    #expect(bench.agents.calls == ["1.1", "1.2"] && bench.agents.stored == 1)
    #expect(try await bench.steps(of: task)[1]?.status == .completed)
    try await bench.stop()
  }

  @Test("Between two attempts the step is stored as one that waits, and is at no agent")
  func betweenAttempts() async throws {
    let bench = try await TaskBench(retry: RetryPolicy(baseDelay: .seconds(3600)))
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .fail(flaky))
    let runner = bench.runner(task)
    let work = Task { try await runner.run(artifacts: [], from: StepBeginning()) }
    try await eventually { try await bench.steps(of: task)[1]?.status == .pending }
    work.cancel()
    guard case .cancelled(let receipt) = try await work.value else {
      Issue.record("it is not cancelled")
      return
    }
    #expect(
      receipt
        == StepReceipt(step: 1, agent: "Worker", attempt: 1, ending: .stopped, milliseconds: 0))
    #expect(bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  @Test("After the last attempt the step has failed with the agent's error")
  func exhausted() async throws {
    let bench = try await TaskBench(retry: RetryPolicy(maximumAttempts: 2, baseDelay: .zero))
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .fail(flaky), .fail(flaky), .complete())
    let ending = try await bench.runner(task).run(artifacts: [], from: StepBeginning())
    #expect(failure(of: ending) == flaky)
    #expect(
      try await bench.lines(of: task) == [
        "step_started 1.1", "agent_thinking 1.1", "step_failed 1.1", "step_superseded 1.1",
        "step_started 1.2", "agent_thinking 1.2", "step_failed 1.2",
      ])
    let failures = try await bench.bench.events(of: task.id).filter { $0.type == .stepFailed }
    #expect(
      try failures.map { try JSONParser.parse($0.json)["data"]?["will_retry"] } == [true, false])
    let step = try await bench.steps(of: task)[1]
    #expect(step?.status == .failed && step?.attempt == 2 && step?.error?.code == "flaky")
    try await bench.stop()
  }

  @Test("A failure that can't pass is not tried again")
  func permanent() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    let error = HermesError(ofAgent: "broken", "Never.", retryAfter: .zero)
    bench.agents.script(step: 1, .fail(error))
    let ending = try await bench.runner(task).run(artifacts: [], from: StepBeginning())
    #expect(failure(of: ending) == error && bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  @Test("The agent's own wish for the delay counts, not that of the policy")
  func wishedDelay() async throws {
    // With the policy's delay it would not end in time.
    let bench = try await TaskBench(
      retry: RetryPolicy(baseDelay: .seconds(3600), maximumDelay: .seconds(3600)))
    let task = try await bench.task(.of([]))
    bench.agents.script(
      step: 1,
      .fail(HermesError(ofAgent: "busy", "Now.", isRetryable: true, retryAfter: .zero)))
    _ = try await bench.runner(task).run(artifacts: [], from: StepBeginning())
    #expect(bench.agents.calls == ["1.1", "1.2"])
    try await bench.stop()
  }

  @Test("Attempts that ended with a question do not count as failures")
  func rounds() async throws {
    let bench = try await TaskBench(retry: RetryPolicy(maximumAttempts: 2, baseDelay: .zero))
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .complete(), .complete(), .fail(flaky), .fail(flaky))
    let answer = AnsweredQuestion(question: "Which?", text: "That.", state: ["round": 2])
    let ending = try await bench.runner(task).run(
      artifacts: [.text("in")],
      from: StepBeginning(attempt: 3, rounds: 2, input: answer, superseded: 2))
    #expect(failure(of: ending) == flaky)
    #expect(bench.agents.calls == ["1.3", "1.4"])
    // What it was told counts for all attempts from there on.
    #expect(bench.agents.invocations.map(\.input) == [answer, answer])
    #expect(bench.agents.invocations.map(\.artifacts) == [[.text("in")], [.text("in")]])
    let lines = try await bench.lines(of: task)
    #expect(lines.prefix(2) == ["step_superseded 1.2", "step_started 1.3"])
    #expect(lines.count { $0 == "step_superseded 1.2" } == 1)
    try await bench.stop()
  }

  @Test("A step asks a limited number of questions", arguments: [(63, true), (64, false)])
  func limit(asked: Int, mayAsk: Bool) async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .ask("Which?", state: .null))
    let ending = try await bench.runner(task).run(
      artifacts: [], from: StepBeginning(rounds: asked))
    switch ending {
    case .asks: #expect(mayAsk)
    case .failed(let error): #expect(!mayAsk && error.known == .tooManyQuestions)
    default: Issue.record("\(ending)")
    }
    #expect(try await bench.bench.store.inputs(of: task.id).count == (mayAsk ? 1 : 0))
    try await bench.stop()
  }

  @Test("A question is stored with the agent's state, and the step waits")
  func question() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .ask("Which?", state: ["round": 1]))
    guard
      case .asks(let input) = try await bench.runner(task).run(
        artifacts: [], from: StepBeginning())
    else {
      Issue.record("it does not ask")
      return
    }
    #expect(input.question == "Which?" && input.step == 1 && input.attempt == 1)
    #expect(input.expiresAt.milliseconds - input.askedAt.milliseconds == 3_600_000)
    let stored = try await bench.bench.store.inputs(of: task.id)
    #expect(stored == [input] && stored[0].state == ["round": 1] && stored[0].isOpen)
    #expect(try await bench.steps(of: task)[1]?.status == .inputRequired)
    #expect(try await bench.status(of: task) == .inputRequired)
    try await bench.stop()
  }

  @Test("A large result has a commit of its own, and one for which there is no room fails the step")
  func largeResults() async throws {
    let large = Artifact.text(String(repeating: "x", count: Quotas.smallBytes))
    for (quota, isRefused) in [(0, false), (Quotas.smallBytes, true)] {
      let bench = try await TaskBench(quotas: Quotas(storedBytes: Int64(quota)))
      let task = try await bench.task(.of([]))
      bench.agents.script(step: 1, .complete([large]))
      let ending = try await bench.runner(task).run(artifacts: [], from: StepBeginning())
      #expect(failure(of: ending)?.known == (isRefused ? .quotaExceeded : nil))
      let last = try await bench.lines(of: task).last
      #expect(last == (isRefused ? "step_failed 1.1" : "step_completed 1.1"))
      #expect(
        try await bench.bench.store.artifactSummaries(of: task.id).count == (isRefused ? 0 : 1))
      try await bench.stop()
    }
  }

  @Test("The cost of a step is that of all its attempts")
  func usage() async throws {
    var usage = CallUsage()
    usage.emittedBytes = 10
    let bench = try await TaskBench(ScriptedAgents([.worker()], usage: usage))
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .fail(flaky), .fail(flaky))
    let log = bench.log(task)
    _ = try await bench.runner(task, log: log).run(artifacts: [], from: StepBeginning())
    try await log.flush()
    #expect(try await bench.steps(of: task)[1]?.usage?["emitted_bytes"]?.int == 30)
    try await bench.stop()
  }

  @Test("A cancelled call says whether its agent has let go", arguments: [true, false])
  func cancelled(isCooperative: Bool) async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, isCooperative ? .hold() : .hang)
    let runner = bench.runner(task)
    let work = Task { try await runner.run(artifacts: [], from: StepBeginning()) }
    await bench.agents.untilOpen("1.1")
    work.cancel()
    guard case .cancelled(let receipt) = try await work.value else {
      Issue.record("it is not cancelled")
      return
    }
    #expect(
      receipt
        == StepReceipt(
          step: 1, agent: "Worker", attempt: 1, ending: isCooperative ? .stopped : .uncooperative,
          milliseconds: 3))
    try await bench.stop()
  }

  @Test("What can't be stored before the call keeps the agent from being called")
  func unstoredBeginning() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.commits.fail(at: .stepStarted)
    await #expect(throws: HermesError.journalUnavailable) {
      try await bench.runner(task).run(artifacts: [], from: StepBeginning())
    }
    #expect(bench.agents.calls.isEmpty)
    try await bench.stop()
  }

  private func failure(of ending: StepRunner.Ending) -> HermesError? {
    if case .failed(let error) = ending { error } else { nil }
  }
}
