import HermesContract
import HermesEvents
import Testing

@testable import HermesOrchestration

/// What comes together with the beginning, the rest or the end of a task, and what a stop leaves.
@Suite(.timeLimit(.minutes(1)))
struct TaskRunnerTests {
  private let placement = GatedPlacement(
    LocalPlacement(limits: .init(runningPerUser: 2, queuedPerUser: 8, running: 2)))

  @Test("A task that is placed runs to its end, and leaves no place behind")
  func running() async throws {
    let (bench, runner, ends) = try await started()
    let task = try await submit(.of([], [1]), bench)
    await placement.waitForChange(of: task.id, atMost: .seconds(60))
    #expect(try await bench.status(of: task) == .completed)
    #expect(placement.counts == (0, 0))
    #expect(await ends.isEmpty)
    // The first may come when the task is just leaving.
    _ = try? await runner.carryOut(.cancel, on: task.id, of: task.owner)
    #expect(
      await code { try await runner.carryOut(.cancel, on: task.id, of: task.owner) } == .taskEnded)
    try await stop(runner, bench)
  }

  @Test("A cancel answers the receipt, and another with it the same")
  func cancelled() async throws {
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .hold())
    let task = try await submit(.of([], [1]), bench)
    await bench.agents.untilOpen("1.1")
    async let first = runner.carryOut(.cancel, on: task.id, of: task.owner)
    async let second = runner.carryOut(.cancel, on: task.id, of: task.owner)
    #expect(try await first.map(\.ending) == [.stopped, .stopped])
    // It may come when all is over.
    let other = try? await second
    #expect(other == nil || other?.count == 2)
    #expect(try await bench.status(of: task) == .cancelled)
    try await stop(runner, bench)
  }

  @Test("A task that is claimed and does not run yet is cancelled as soon as it does")
  func claimed() async throws {
    placement.hold(.claimed)
    let (bench, runner, _) = try await started()
    let task = try await submit(.of([]), bench)
    await placement.reached(.claimed)
    async let receipt = runner.carryOut(.cancel, on: task.id, of: task.owner)
    await placement.triedToTakeOut()
    placement.open(.claimed)
    #expect(try await receipt.map(\.step) == [1])
    #expect(try await bench.status(of: task) == .cancelled)
    try await stop(runner, bench)
  }

  @Test("A task that waits for a place is cancelled without being run")
  func waiting() async throws {
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .hold())
    let conversation = ConversationID.random()
    let first = try await submit(.of([]), in: conversation, bench)
    await bench.agents.untilOpen("1.1")
    let second = try await submit(.of([]), in: conversation, bench)
    #expect(try await runner.carryOut(.cancel, on: second.id, of: second.owner).isEmpty)
    #expect(try await bench.lines(of: second) == ["task_failed"])
    bench.agents.release(step: 1)
    await placement.waitForChange(of: first.id, atMost: .seconds(60))
    #expect(try await bench.status(of: first) == .completed)
    #expect(bench.agents.calls == ["1.1"] && placement.counts == (0, 0))
    try await stop(runner, bench)
  }

  @Test("A cancel that comes when a task is just coming to rest ends it there")
  func cancelAtRest() async throws {
    placement.hold(.releasing)
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .ask("Which?"))
    let task = try await submit(.of([], [1]), bench)
    await placement.reached(.releasing)
    async let receipt = runner.carryOut(.cancel, on: task.id, of: task.owner)
    await placement.cancelled(.releasing)
    placement.open(.releasing)
    #expect(try await receipt.map(\.attempt) == [1, 0])
    #expect(try await bench.status(of: task) == .cancelled)
    #expect(bench.agents.withdrawn.map(\.question) == ["Which?"])
    #expect(
      try await bench.lines(of: task).suffix(3) == [
        "step_failed 1.1", "step_failed 2.0", "task_failed",
      ])
    try await stop(runner, bench)
  }

  @Test("A cancel that comes when a task has just been completed changes nothing of it")
  func cancelTooLate() async throws {
    placement.hold(.releasing)
    let (bench, runner, _) = try await started()
    let task = try await submit(.of([]), bench)
    await placement.reached(.releasing)
    async let receipt = runner.carryOut(.cancel, on: task.id, of: task.owner)
    await placement.cancelled(.releasing)
    placement.open(.releasing)
    // An empty one, or that it has ended.
    #expect(((try? await receipt) ?? []).isEmpty)
    #expect(try await bench.status(of: task) == .completed)
    #expect(try await bench.lines(of: task).last == "task_completed")
    try await stop(runner, bench)
  }

  @Test(
    "An answer that comes when a task is just coming to rest has it go on",
    arguments: [GatedPlacement.Place.releasing, .released])
  func answerAtRest(place: GatedPlacement.Place) async throws {
    placement.hold(place)
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .ask("Which?"))
    let task = try await submit(.of([]), bench)
    await placement.reached(place)
    try await answer("That.", to: task, bench, runner)
    placement.open(place)
    try await eventually { try await bench.status(of: task) == .completed }
    #expect(bench.agents.calls == ["1.1", "1.2"])
    #expect(bench.agents.invocations.last?.input?.text == "That.")
    try await stop(runner, bench)
  }

  @Test("An answer to a task at rest has it run again, and says why it goes on")
  func answer() async throws {
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .ask("Which?"))
    let task = try await submit(.of([]), bench)
    await placement.waitForChange(of: task.id, atMost: .seconds(60))
    try await answer("That.", to: task, bench, runner)
    try await eventually { try await bench.status(of: task) == .completed }
    let resumed = try #require(
      try await bench.bench.events(of: task.id).first { $0.type == .taskResumed })
    #expect(
      try JSONParser.parse(resumed.json)["data"]?["reason"]?.string == "input_received")
    try await stop(runner, bench)
  }

  @Test("A cancel whose end can't be stored does not say that the task is cancelled")
  func unstoredEnd() async throws {
    let (bench, runner, ends) = try await started()
    bench.agents.script(step: 1, .hold())
    let task = try await submit(.of([]), bench)
    await bench.agents.untilOpen("1.1")
    bench.commits.fail(at: .taskFailed)
    #expect(
      await code { try await runner.carryOut(.cancel, on: task.id, of: task.owner) }
        == .journalUnavailable)
    #expect(try await bench.status(of: task) == .running)
    #expect(await !ends.isEmpty)
    try await stop(runner, bench)
  }

  @Test("What there is no such task of is not found")
  func absent() async throws {
    let (bench, runner, _) = try await started()
    #expect(
      await code { try await runner.carryOut(.cancel, on: .random(), of: bench.bench.user.id) }
        == .taskNotFound)
    try await stop(runner, bench)
  }

  @Test("A stop gives what runs its grace to end")
  func grace() async throws {
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .hold())
    let task = try await submit(.of([]), bench)
    await bench.agents.untilOpen("1.1")
    async let stopped: Void = runner.stop(grace: .seconds(3600))
    await until { placement.isClosed }
    bench.agents.release(step: 1)
    await stopped
    #expect(try await bench.status(of: task) == .completed)
    try await bench.stop()
  }

  @Test("What runs past the grace, and what waits, is left to the next start, which ends it")
  func nextStart() async throws {
    let (bench, runner, _) = try await started()
    bench.agents.script(step: 1, .hold())
    let conversation = ConversationID.random()
    let first = try await submit(.of([]), in: conversation, bench)
    await bench.agents.untilOpen("1.1")
    let second = try await submit(.of([]), in: conversation, bench)
    await runner.stop(grace: .zero)
    #expect(try await bench.status(of: first) == .running)
    #expect(try await bench.status(of: second) == .queued)
    try await bench.stop()

    let next = try await TaskBench(
      ScriptedAgents([.worker(isIdempotent: true)]), after: bench)
    let later = LocalPlacement(limits: .init(runningPerUser: 2, queuedPerUser: 8, running: 2))
    let ends = UnstoredEnds(journal: next.journal)
    let other = TaskRunner(next.services, placement: later, ends: ends)
    try await TaskRecovery(services: next.services, placement: later, ends: ends)
      .run(isAfterDeath: false)
    await other.start()
    for task in [first, second] {
      await later.waitForChange(of: task.id, atMost: .seconds(60))
      #expect(try await next.status(of: task) == .completed)
    }
    #expect(next.agents.calls == ["1.2", "1.1"])
    await other.stop(grace: .zero)
    try await next.stop()
  }

  // MARK: - Bench

  private func started() async throws -> (TaskBench, TaskRunner, UnstoredEnds) {
    // What waits for a claimed task to appear waits until it does.
    let bench = try await TaskBench(cancelGrace: .seconds(3600))
    let ends = UnstoredEnds(journal: bench.journal)
    let runner = TaskRunner(bench.services, placement: placement, ends: ends)
    placement.base.setHandler(runner)
    await runner.start()
    return (bench, runner, ends)
  }

  private func stop(_ runner: TaskRunner, _ bench: TaskBench) async throws {
    await runner.stop(grace: .zero)
    try await bench.stop()
  }

  private func submit(
    _ plan: Plan, in conversation: ConversationID = .random(), _ bench: TaskBench
  ) async throws -> TaskRecord {
    var task = TaskRecord.sample(owner: bench.bench.user.id, conversation: conversation)
    task.plan = plan
    _ = try await placement.admit(task, onBusy: .enqueue)
    try await bench.create(task)
    await placement.enqueue(task)
    return task
  }

  /// As `TaskService.answer` does.
  private func answer(
    _ text: String, to task: TaskRecord, _ bench: TaskBench, _ runner: TaskRunner
  ) async throws {
    let open = try #require(try await bench.bench.store.inputs(of: task.id).first(where: \.isOpen))
    try await QuestionClosing(journal: bench.journal, placement: placement).close(
      OpenInput(task: task.id, owner: task.owner, input: open), with: .text(text))
  }

  private func code(_ body: () async throws -> [StepReceipt]) async -> ErrorCode? {
    do {
      _ = try await body()
      return nil
    } catch { return (error as? HermesError)?.known }
  }
}
