import HermesContract
import Testing

@testable import HermesOrchestration

@Suite(.timeLimit(.minutes(1)))
struct PlanExecutorTests {
  /// 1 → 2 and 3 → 4.
  private static let diamond = Plan.of([], [1], [1], [2, 3])
  private static let nothing = PastSteps(plan: Plan.of(), records: [], inputs: [], made: [])

  @Test("Both middle steps of a diamond run before either ends, and the last takes what both made")
  func diamond() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(Self.diamond)
    bench.agents.script(step: 1, .complete([.text("one")]))
    bench.agents.script(step: 2, .hold(then: .complete([.text("two")])))
    bench.agents.script(step: 3, .hold(then: .complete([.text("three")])))
    async let result = bench.executor(task).run(resuming: Self.nothing)
    await bench.agents.untilOpen("2.1", "3.1")
    // The later one ends first.
    bench.agents.release(step: 3)
    await bench.agents.untilOpen("2.1")
    bench.agents.release(step: 2)
    #expect(try await result.failures.isEmpty)
    #expect(Set(try await result.made.steps) == [1, 2, 3, 4])
    let taken = bench.agents.invocations.map { $0.artifacts.map(\.text) }
    #expect(taken == [[], ["one"], ["one"], ["two", "three"]])
    #expect(bench.agents.calls.first == "1.1" && bench.agents.calls.last == "4.1")
    try await bench.stop()
  }

  @Test("A failing step fails what depends on it, however far, and nothing else")
  func failure() async throws {
    let bench = try await TaskBench()
    // 1 → 2 → 3, and 4 → 5.
    let task = try await bench.task(.of([], [1], [2], [], [4]))
    let error = HermesError(ofAgent: "broken", "Never.")
    bench.agents.script(step: 1, .fail(error))
    let log = bench.log(task)
    let result = try await bench.executor(task, log: log).run(resuming: Self.nothing)
    try await log.flush()
    #expect(
      result.failures.mapValues(\.code) == [
        1: "broken", 2: "dependency_failed", 3: "dependency_failed",
      ])
    #expect(Set(result.made.steps) == [4, 5])
    #expect(bench.agents.calls.sorted() == ["1.1", "4.1", "5.1"])
    let lines = try await bench.lines(of: task)
    // Steps that never ran end on the stream as well.
    #expect(lines.suffix(2) == ["step_failed 2.0", "step_failed 3.0"])
    #expect(
      lines.filter { $0.hasPrefix("step_started") }.sorted() == [
        "step_started 1.1", "step_started 4.1", "step_started 5.1",
      ])
    #expect(
      try await bench.steps(of: task).mapValues(\.status) == [
        1: .failed, 2: .failed, 3: .failed, 4: .completed, 5: .completed,
      ])
    try await bench.stop()
  }

  @Test(
    "Where the request brings material along, a step can do without what another wish's step made")
  func dispensable() async throws {
    let bench = try await TaskBench(ScriptedAgents([.reporter()]))
    var steps = [1, 2].map { number in
      PlanStep(
        number: number, agent: "Reporter", skill: "report", task: "Report...",
        dependsOn: number == 1 ? [] : [1], wishes: [number])
    }
    var task = try await bench.task(Plan(steps: steps, planner: "test"))
    task.message = Message(parts: [Part(text: "x = 1", mediaType: "text/x-python")])
    bench.agents.script(step: 1, .fail(HermesError(ofAgent: "broken", "Never.")))
    let result = try await bench.executor(task).run(resuming: Self.nothing)
    #expect(result.failures.keys.sorted() == [1] && Array(result.made.steps) == [2])
    // A step of the same wish can't.
    steps[1].wishes = [1]
    task.plan = Plan(steps: steps, planner: "test")
    let other = try await bench.executor(task).run(resuming: Self.nothing)
    #expect(other.failures.keys.sorted() == [1, 2])
    try await bench.stop()
  }

  @Test("A question stops what depends on it, and the other steps are done before the task rests")
  func question() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1], [], [3]))
    bench.agents.script(step: 1, .ask("Which?"))
    let log = bench.log(task)
    let result = try await bench.executor(task, log: log).run(resuming: Self.nothing)
    #expect(result.isWaiting && result.failures.isEmpty)
    #expect(Set(result.made.steps) == [3, 4])
    #expect(bench.agents.calls.sorted() == ["1.1", "3.1", "4.1"])
    try await log.flush()
    #expect(
      try await bench.steps(of: task).mapValues(\.status) == [
        1: .inputRequired, 3: .completed, 4: .completed,
      ])
    try await bench.stop()
  }

  @Test("An answer that comes while others run has its step go on at once, in a further attempt")
  func answered() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], []))
    bench.agents.script(step: 1, .ask("Which?", state: ["round": 1]))
    bench.agents.script(step: 2, .hold())
    let inbox = AnswerInbox()
    async let result = bench.executor(task, inbox: inbox).run(resuming: Self.nothing)
    var input = try await openInput(of: task, bench)
    input.answer = .text("That.")
    inbox.deposit(input)
    await until { bench.agents.calls.last == "1.2" }
    bench.agents.release(step: 2)
    #expect(try await !result.isWaiting)
    let second = try #require(bench.agents.invocations.last { $0.stepKey.hasSuffix("/1") })
    #expect(second.stepKey == "\(task.id)/1" && second.attempt == 2)
    #expect(
      second.input == AnsweredQuestion(question: "Which?", text: "That.", state: ["round": 1]))
    let lines = try await bench.lines(of: task).filter { $0.contains(" 1.") }
    #expect(
      lines.dropFirst(2).prefix(3) == [
        "input_required 1.1", "step_superseded 1.1", "step_started 1.2",
      ])
    try await bench.stop()
  }

  @Test("An answer that comes when nothing runs any more is left for the next run")
  func lateAnswer() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([]))
    bench.agents.script(step: 1, .ask("Which?"))
    let inbox = AnswerInbox()
    #expect(try await bench.executor(task, inbox: inbox).run(resuming: Self.nothing).isWaiting)
    var input = try await openInput(of: task, bench)
    input.answer = .text("That.")
    inbox.deposit(input)
    #expect(!inbox.isEmpty && bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  @Test("Cancelled, it says of every step how it ended, and begins no other")
  func cancelled() async throws {
    let bench = try await TaskBench()
    // Done, asking, running, and waiting for each of them.
    let task = try await bench.task(.of([], [], [], [2, 3]))
    bench.agents.script(step: 2, .ask("Which?"))
    bench.agents.script(step: 3, .hold())
    let executor = bench.executor(task)
    let work = Task { try await executor.run(resuming: Self.nothing) }
    await bench.agents.untilOpen("3.1")
    _ = try await openInput(of: task, bench)
    try await eventually { try await bench.steps(of: task)[1]?.status == .completed }
    work.cancel()
    let receipts = try await work.value.receipts
    func receipt(_ step: Int, _ attempt: Int, _ ending: StepReceipt.Ending, _ time: Int64 = 0)
      -> StepReceipt
    {
      StepReceipt(step: step, agent: "Worker", attempt: attempt, ending: ending, milliseconds: time)
    }
    #expect(
      receipts == [
        1: receipt(1, 0, .finishedBefore), 2: receipt(2, 1, .stopped),
        3: receipt(3, 1, .stopped, 3), 4: receipt(4, 0, .stopped),
      ])
    #expect(!bench.agents.calls.contains("4.1"))
    try await bench.stop()
  }

  @Test("Cancelled when the last call ends all the same, it begins nothing that waits for it")
  func cancelledAtTheEnd() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    bench.agents.script(step: 1, .hold(heedsCancel: false))
    let executor = bench.executor(task)
    let work = Task { try await executor.run(resuming: Self.nothing) }
    await bench.agents.untilOpen("1.1")
    work.cancel()
    bench.agents.release(step: 1)
    let receipts = try await work.value.receipts
    #expect(receipts.mapValues(\.ending) == [1: .finishedBefore, 2: .stopped])
    #expect(bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  @Test("The end of a step is stored while others still run")
  func storedAtOnce() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], []))
    bench.agents.script(step: 2, .hold())
    async let result = bench.executor(task).run(resuming: Self.nothing)
    try await eventually { try await bench.steps(of: task)[1]?.status == .completed }
    #expect(bench.agents.open == ["2.1"])
    bench.agents.release(step: 2)
    #expect(try await result.failures.isEmpty)
    try await bench.stop()
  }

  @Test(
    "A step whose material can't be read because the task is cancelled is stopped before its call")
  func cancelledWhileReading() async throws {
    let store = HeldResultStore()
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], [1]))
    // Too large to be kept in memory.
    bench.agents.script(
      step: 1, .complete([.text(String(repeating: "x", count: StepResults.maximumKept))]))
    let executor = bench.executor(task, store: store)
    let work = Task { try await executor.run(resuming: Self.nothing) }
    for await _ in store.readings { break }
    work.cancel()
    let receipts = try await work.value.receipts
    #expect(receipts[1]?.ending == .finishedBefore)
    #expect(
      receipts[2]
        == StepReceipt(step: 2, agent: "Worker", attempt: 0, ending: .stopped, milliseconds: 0))
    #expect(bench.agents.calls == ["1.1"])
    try await bench.stop()
  }

  @Test("What can't be stored ends the run, and the calls that are open")
  func journalFailure() async throws {
    let bench = try await TaskBench()
    let task = try await bench.task(.of([], []))
    bench.agents.script(step: 1, .hold(then: .fail(HermesError(ofAgent: "broken", "Never."))))
    bench.agents.script(step: 2, .hold())
    bench.commits.fail(at: .stepFailed)
    let executor = bench.executor(task)
    let work = Task { try await executor.run(resuming: Self.nothing) }
    await bench.agents.untilOpen("1.1", "2.1")
    bench.agents.release(step: 1)
    await #expect(throws: HermesError.journalUnavailable) { try await work.value }
    #expect(bench.agents.open.isEmpty)
    try await bench.stop()
  }

  private func openInput(of task: TaskRecord, _ bench: TaskBench) async throws -> InputRecord {
    let store = bench.bench.store
    try await eventually { try await !store.inputs(of: task.id).isEmpty }
    return try await store.inputs(of: task.id)[0]
  }
}

/// A store whose readings last until they are cancelled.
private final class HeldResultStore: ResultStore {
  /// Speaks when one has begun.
  let readings: AsyncStream<Void>
  private let begun: AsyncStream<Void>.Continuation

  init() { (readings, begun) = AsyncStream.makeStream(of: Void.self) }

  func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact? {
    begun.yield()
    while !Task.isCancelled { await Task.yield() }
    throw CancellationError()
  }

  func steps(of task: TaskID) async throws -> [StepRecord] { [] }
  func artifacts(of task: TaskID) async throws -> [StepArtifact] { [] }
  func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary] { [] }
}
