import HermesContract

/// Runs a validated plan: all steps whose inputs are ready run concurrently. A failed step fails
/// the steps that depend on it and no others; the same goes for a step that waits for a person.
struct PlanExecutor: Sendable {
  struct Result: Sendable {
    var made: StepResults
    /// The failed steps with their errors.
    var failures: [Int: HermesError] = [:]
    var receipts: [Int: StepReceipt] = [:]
    /// Whether nothing can continue until a person has answered.
    var isWaiting = false
  }

  let plan: Plan
  let task: TaskRecord
  let message: Message
  let history: [Message]
  let log: TaskLog
  let invoker: any AgentInvoking
  let rules: StepRules
  let trace: TaskTrace
  let calls: CallLedger
  let inbox: AnswerInbox
  let store: any ResultStore
  private let results = HeldResults()

  /// What a child of the group returns: one plain value, without nested results or typed errors.
  private enum Finished: Sendable {
    case step(Int, StepRunner.Ending)
    case journalError(HermesError)
    /// nil if the listener was stopped.
    case answer(InputRecord?)
  }

  private struct Progress {
    var graph: StepGraph
    var result: Result
    var past: PastSteps
    /// Steps that are running or being resolved.
    var active = 0
    var isListening = false
    var journalError: HermesError?
  }

  func run(resuming past: PastSteps) async throws -> Result {
    // The state lives inside the body of the group: see docs/decisions/0006.
    var progress = await withTaskGroup(of: Finished.self, returning: Progress.self) { group in
      var progress = begin(past)
      for (number, resolution) in past.resolutions.sorted(by: { $0.key < $1.key }) {
        resume(number, resolution: resolution, group: &group, progress: &progress)
      }
      _ = startReady(in: &group, progress: &progress)
      while let finished = await group.next() {
        handle(finished, group: &group, progress: &progress)
        guard progress.journalError == nil else {
          group.cancelAll()
          break
        }
        let isBegun = !Task.isCancelled && startReady(in: &group, progress: &progress)
        // Otherwise the start of the next step, or the end of the task, stores the end of this step
        // in the same commit.
        if !isBegun, progress.active > 0 {
          do throws(HermesError) { try await log.flush() } catch {
            progress.journalError = error
            group.cancelAll()
            break
          }
        }
        // Only the listener is left: every answer from now on finds the task at rest.
        if progress.active == 0 { group.cancelAll() }
      }
      return progress
    }
    if let error = progress.journalError { throw error }
    return try await finish(&progress)
  }

  private func finish(_ progress: inout Progress) async throws -> Result {
    guard !Task.isCancelled,
      progress.result.receipts.values.allSatisfy({ $0.ending == .finishedBefore })
    else {
      for step in progress.graph.takeWaiting() {
        progress.result.receipts[step.number] = StepReceipt(
          step: step.number, agent: step.agent,
          attempt: progress.past.asking[step.number]?.attempt ?? 0, ending: .stopped,
          milliseconds: 0)
      }
      return progress.result
    }
    guard !progress.graph.isAsking else {
      progress.result.isWaiting = true
      return progress.result
    }
    try await failUnreachable(progress.graph.takeUnreachable(), result: &progress.result)
    // A plan that is neither done nor failed must never be reported as done.
    guard progress.graph.takeWaiting().isEmpty else {
      throw HermesError(
        .internal,
        message: "The plan ended with steps that never ran; this is a fault of the server.")
    }
    return progress.result
  }

  private func begin(_ past: PastSteps) -> Progress {
    var result = Result(made: past.results, failures: past.failures)
    for made in past.results.summaries.values { results.add(made) }
    for step in Array(past.results.steps) + past.failures.keys {
      result.receipts[step] = receipt(for: step, ending: .finishedBefore)
    }
    return Progress(
      graph: StepGraph(plan, past: past, dispensable: dispensable), result: result, past: past)
  }

  // MARK: - What comes back

  private func handle(
    _ finished: Finished, group: inout TaskGroup<Finished>, progress: inout Progress
  ) {
    switch finished {
    case .journalError(let error):
      progress.active -= 1
      progress.journalError = error
    case .step(let number, let ending):
      progress.active -= 1
      record(number, ending: ending, progress: &progress)
    case .answer(let answer):
      progress.isListening = false
      guard let answer, let number = answer.step else { return }
      // Children of a cancelled group would not run: leave the answer to the next run.
      guard progress.active > 0, !Task.isCancelled else { return inbox.deposit(answer) }
      // The answer may already have been read from the store.
      guard progress.past.asking[number]?.id == answer.id,
        let resolution = StepResolution(
          answer, rounds: progress.past.rounds[number, default: 1],
          lastAnswer: progress.past.lastAnswer[number])
      else { return }
      progress.past.asking[number] = nil
      resume(number, resolution: resolution, group: &group, progress: &progress)
    }
  }

  private func record(_ number: Int, ending: StepRunner.Ending, progress: inout Progress) {
    switch ending {
    case .completed(let artifacts):
      progress.graph.complete(number)
      progress.result.made.add(artifacts, of: number)
      progress.result.receipts[number] = receipt(for: number, ending: .finishedBefore)
    case .failed(let error):
      progress.graph.fail(number)
      progress.result.failures[number] = error
      progress.result.receipts[number] = receipt(for: number, ending: .finishedBefore)
    case .asks(let input):
      progress.graph.markAsking(number)
      progress.past.asking[number] = input
      progress.past.rounds[number, default: 0] += 1
    case .cancelled(let receipt):
      progress.graph.fail(number)
      progress.result.receipts[number] = receipt
    }
  }

  private func receipt(
    for number: Int, attempt: Int = 0, ending: StepReceipt.Ending
  ) -> StepReceipt {
    let agent = plan.steps.first { $0.number == number }?.agent ?? ""
    return StepReceipt(
      step: number, agent: agent, attempt: attempt, ending: ending, milliseconds: 0)
  }

  // MARK: - What is begun

  /// - Returns: whether any step was started.
  private func startReady(
    in group: inout TaskGroup<Finished>, progress: inout Progress
  ) -> Bool {
    let ready = progress.graph.takeReady()
    for step in ready {
      let runner = runner(step)
      // The inputs of a step may be unknown even though the step before it is done.
      let unknown = step.dependsOn.first { progress.past.resolvedDone.contains($0) }
      let beginning = progress.past.beginnings[step.number] ?? StepBeginning()
      addTask(for: step.number, group: &group, progress: &progress) {
        [made = progress.result.made] in
        if let unknown {
          return try await runner.endStep(
            beginning.attempt - 1, failed: .missingArtifact(of: step, needed: unknown))
        }
        let material = try await material(of: step, made)
        if let mismatch = material.mismatch {
          return try await runner.endStep(beginning.attempt - 1, failed: mismatch)
        }
        return try await runner.run(artifacts: material.artifacts, from: beginning)
      }
    }
    if progress.graph.isAsking, progress.active > 0, !progress.isListening {
      progress.isListening = true
      group.addTask { .answer(await inbox.nextAnswer()) }
    }
    return !ready.isEmpty
  }

  /// Continues a step whose question has been answered.
  private func resume(
    _ number: Int, resolution: StepResolution, group: inout TaskGroup<Finished>,
    progress: inout Progress
  ) {
    guard let step = plan.steps.first(where: { $0.number == number }) else { return }
    let runner = runner(step)
    switch resolution {
    case .run(let beginning):
      progress.past.beginnings[number] = beginning
      progress.graph.answered(number)
    case .done(let attempt):
      progress.past.resolvedDone.insert(number)
      progress.graph.markRunning(number)
      addTask(for: number, group: &group, progress: &progress) {
        try await runner.endAsDone(attempt)
      }
    case .failed(let attempt, let error):
      progress.graph.markRunning(number)
      addTask(for: number, group: &group, progress: &progress) {
        try await runner.endStep(attempt, failed: error)
      }
    }
  }

  private func addTask(
    for number: Int, group: inout TaskGroup<Finished>, progress: inout Progress,
    work: @escaping @Sendable () async throws -> StepRunner.Ending
  ) {
    progress.active += 1
    let before = (progress.past.beginnings[number] ?? StepBeginning()).attempt - 1
    group.addTask {
      do { return .step(number, try await work()) } catch is CancellationError {
        // Its inputs could no longer be read, so its agent was not called.
        return .step(number, .cancelled(receipt(for: number, attempt: before, ending: .stopped)))
      } catch {
        return .journalError(error as? HermesError ?? HermesError(.internal, message: "\(error)"))
      }
    }
  }

  private func runner(_ step: PlanStep) -> StepRunner {
    StepRunner(
      step: step, total: plan.steps.count, task: task, message: message,
      wish: plan.words(of: step), history: history,
      log: log, invoker: invoker, rules: rules, trace: trace, calls: calls,
      results: results)
  }

  private func material(of step: PlanStep, _ made: StepResults) async throws -> StepMaterial {
    var sources: [StepMaterial.Source] = []
    for source in plan.steps where step.dependsOn.contains(source.number) {
      let artifacts = try await made.artifacts(of: source.number) {
        try await store.artifact($0, of: task.id)
      }
      sources.append(
        StepMaterial.Source(step: source, skill: skill(of: source), artifacts: artifacts))
    }
    return StepMaterial(
      of: step, skill(of: step), from: sources, given: Set(message.parts.map(\.mediaType)))
  }

  /// For each step, the steps it depends on but can do without if they fail: steps of other wishes,
  /// when the request itself brings along the material. In "Add logging and write a README" the
  /// README is about the module in any case.
  private var dispensable: [Int: Set<Int>] {
    let given = message.parts.map(\.mediaType)
      .filter { MediaModes.essence(of: $0) != Part.plainText }
    let pairs = plan.steps.compactMap { step -> (Int, Set<Int>)? in
      guard !step.wishes.isEmpty, skill(of: step)?.takes(anyOf: given) ?? false else { return nil }
      let others = plan.steps.filter { source in
        step.dependsOn.contains(source.number) && !source.wishes.isEmpty
          && Set(source.wishes).isDisjoint(with: step.wishes)
      }
      return (step.number, Set(others.map(\.number)))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private func skill(of step: PlanStep) -> Skill? {
    invoker.card(of: step.agent)?.skills.first { $0.id == step.skill }
  }

  // MARK: - Steps that never ran

  /// A step that never ran still gets its final event.
  private func failUnreachable(_ steps: [PlanStep], result: inout Result) async throws {
    guard !steps.isEmpty else { return }
    var ends = JournalAdditions()
    for step in steps {
      let needed = step.dependsOn.map(String.init).joined(separator: ", ")
      let error = HermesError(
        .dependencyFailed, message: "A step that this one needs (\(needed)) failed.")
      result.failures[step.number] = error
      ends += runner(step).failure(of: 0, error: error)
    }
    try await log.append(ends.events, changes: ends.changes)
  }

  /// How each step that a cancelled task leaves open ends.
  func cancelledEnds(of result: Result, error: HermesError) -> JournalAdditions {
    var ends = JournalAdditions()
    for step in plan.steps {
      guard let receipt = result.receipts[step.number], receipt.ending != .finishedBefore else {
        continue
      }
      ends += runner(step).failure(of: receipt.attempt, error: error)
    }
    return ends
  }
}
