import HermesContract
import Testing

@testable import HermesOrchestration

/// What a plan does again and what it does not, when it goes on after a rest or a restart.
@Suite(.timeLimit(.minutes(1)))
struct PlanExecutorResumeTests {
  @Test("Steps that are done are not run again, and what they made is read for those that need it")
  func completed() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    try await bench.bench.change(
      task.id, .step(record(1, .completed)), .artifacts(step: 1, [.text("one")]))
    let result = try await bench.executor(task).run(resuming: try await past(task, bench))
    #expect(bench.agents.calls == ["2.1"])
    #expect(bench.agents.invocations.map(\.artifacts) == [[.text("one")]])
    #expect(Set(result.made.steps) == [1, 2] && result.receipts[1]?.ending == .finishedBefore)
    try await bench.stop()
  }

  @Test("A step that has failed stays so, with what needs it")
  func failed() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], []))
    var failed = record(1, .failed)
    failed.error = HermesError(ofAgent: "broken", "Never.")
    try await bench.bench.change(task.id, .step(failed))
    let result = try await bench.executor(task).run(resuming: try await past(task, bench))
    #expect(bench.agents.calls == ["3.1"])
    #expect(result.failures.mapValues(\.code) == [1: "broken", 2: "dependency_failed"])
    try await bench.stop()
  }

  @Test("A step that waited for a retry runs in its next attempt")
  func pending() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    try await bench.bench.change(task.id, .step(record(1, .pending, attempt: 2)))
    _ = try await bench.executor(task).run(resuming: try await past(task, bench))
    #expect(bench.agents.calls == ["1.3"])
    #expect(try await bench.lines(of: task).first == "step_started 1.3")
    try await bench.stop()
  }

  @Test("A question that nobody has answered is not asked again")
  func openQuestion() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], []))
    try await ask(.question, nil, of: task, bench)
    let result = try await bench.executor(task).run(resuming: try await past(task, bench))
    #expect(result.isWaiting && bench.agents.calls == ["2.1"])
    #expect(try await bench.bench.store.inputs(of: task.id).count == 1)
    try await bench.stop()
  }

  @Test("What a person has answered meanwhile, the next attempt is told")
  func answered() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    try await ask(.question, .text("That."), of: task, bench)
    _ = try await bench.executor(task).run(resuming: try await past(task, bench))
    #expect(bench.agents.calls == ["1.2"])
    #expect(bench.agents.invocations.map { $0.input?.text } == ["That."])
    #expect(
      try await bench.lines(of: task).prefix(2) == ["step_superseded 1.1", "step_started 1.2"])
    try await bench.stop()
  }

  @Test("A step that its owner says is done is not run, and what it made is known to nobody")
  func resolvedDone() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], []))
    try await ask(.inDoubt, .resolved(.done), of: task, bench)
    let log = bench.log(task)
    let result = try await bench.executor(task, log: log).run(
      resuming: try await past(task, bench))
    try await log.flush()
    #expect(bench.agents.calls == ["3.1"])
    #expect(result.failures.mapValues(\.code) == [2: "missing_artifact"])
    #expect(
      try await bench.steps(of: task).mapValues(\.status) == [
        1: .completed, 2: .failed, 3: .completed,
      ])
    #expect(try await bench.lines(of: task).contains("step_completed 1.1"))
    try await bench.stop()
  }

  @Test(
    "A step that its owner gives up, or whose question has expired, fails without another call",
    arguments: [
      (.resolved(.fail), "interrupted"), (.expired, "input_expired"),
    ] as [(InputAnswer, String)])
  func givenUp(answer: InputAnswer, code: String) async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    try await ask(.inDoubt, answer, of: task, bench)
    let result = try await bench.executor(task).run(resuming: try await past(task, bench))
    #expect(bench.agents.calls.isEmpty && result.failures.mapValues(\.code) == [1: code])
    #expect(try await bench.lines(of: task) == ["step_failed 1.1"])
    try await bench.stop()
  }

  @Test("What the steps of a task make is bounded together, and beyond that no call begins")
  func tooLarge() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], [1]))
    let half = Artifact.text(String(repeating: "x", count: HeldResults.maximumBytes / 2 + 1))
    bench.agents.script(step: 1, .complete([half]))
    bench.agents.script(step: 2, .hold(then: .complete([half])))
    bench.agents.script(step: 3, .hold())
    async let result = bench.executor(task).run(
      resuming: PastSteps(plan: Plan.of(), records: [], inputs: [], made: []))
    await bench.agents.untilOpen("2.1", "3.1")
    bench.agents.release(step: 2)
    try await eventually { try await bench.steps(of: task)[2]?.status == .failed }
    let third = try #require(bench.agents.invocations.first { $0.stepKey.hasSuffix("/3") })
    #expect(third.refusal?()?.known == .resultTooLarge)
    bench.agents.release(step: 3)
    #expect(
      try await result.failures.mapValues(\.known) == [2: .resultTooLarge, 3: .resultTooLarge])
    #expect(try await Array(result.made.steps) == [1])
    try await bench.stop()
  }

  @Test("What an earlier run has made counts towards the bound")
  func tooLargeBefore() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], []))
    var file = Part(text: "")
    file.blob = Part.Blob(id: "b", bytes: HeldResults.maximumBytes)
    let made = Artifact(id: "made", name: "made", parts: [file])
    let past = PastSteps(
      plan: task.plan ?? .of(), records: [record(1, .completed)], inputs: [],
      made: [ArtifactSummary(made, step: 1, position: 0)])
    let result = try await bench.executor(task).run(resuming: past)
    #expect(result.failures.mapValues(\.known) == [2: .resultTooLarge])
    try await bench.stop()
  }

  private func record(_ number: Int, _ status: StepStatus, attempt: Int = 1) -> StepRecord {
    StepRecord(
      number: number, agent: "Worker", skill: "work", task: "Work...", status: status,
      attempt: attempt)
  }

  /// Step 1 has asked, and got this answer.
  private func ask(
    _ kind: InputRecord.Kind, _ answer: InputAnswer?, of task: TaskRecord, _ bench: TaskBench
  ) async throws {
    let input = bench.services.rules.input(
      kind, step: record(1, .inputRequired), question: "Which?")
    try await bench.bench.change(task.id, .step(record(1, .inputRequired)), .inputAsked(input))
    guard let answer else { return }
    try await bench.bench.change(task.id, .inputAnswered(input.id, answer, at: .now))
  }

  private func past(_ task: TaskRecord, _ bench: TaskBench) async throws -> PastSteps {
    let store = bench.bench.store
    return PastSteps(
      plan: task.plan ?? .of(), records: try await store.steps(of: task.id),
      inputs: try await store.inputs(of: task.id),
      made: try await store.artifactSummaries(of: task.id))
  }
}
