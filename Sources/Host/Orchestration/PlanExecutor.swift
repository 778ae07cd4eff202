import HermesContract

/// Runs a validated plan: every step whose inputs are ready runs at once. A failed step fails what
/// depends on it and leaves the rest alone.
struct PlanExecutor: Sendable {
  struct Result: Sendable {
    var artifacts: [Int: [Artifact]]
    /// The first failure, in the order of the steps.
    var failures: [Int: HermesError] = [:]
    var receipts: [Int: StepReceipt] = [:]
  }

  let plan: Plan
  let task: TaskRecord
  let message: Message
  let log: TaskLog
  let invoker: any AgentInvoking
  let retry: RetryPolicy
  let trace: TaskTrace

  /// What a step's task hands back: one plain value, and no nested results or typed errors.
  private struct Finished: Sendable {
    let number: Int
    let ending: StepRunner.Ending?
    let journalError: HermesError?
  }

  private struct Progress {
    var graph: StepGraph
    var result: Result
    var journalError: HermesError?
  }

  /// - Parameter resuming: the stored steps, after a restart.
  func run(resuming past: PastSteps) async throws -> Result {
    // The state lives inside the group's body: see docs/decisions/0006.
    var progress = await withTaskGroup(of: Finished.self, returning: Progress.self) { group in
      var progress = begin(past)
      start(progress.graph.takeReady(), &group, progress.result, past)
      while let finished = await group.next() {
        if let error = finished.journalError {
          progress.journalError = error
          group.cancelAll()
          break
        }
        take(finished, &progress)
        if !Task.isCancelled { start(progress.graph.takeReady(), &group, progress.result, past) }
      }
      return progress
    }
    if let error = progress.journalError { throw error }
    guard !Task.isCancelled,
      progress.result.receipts.values.allSatisfy({ $0.ending == .finishedBefore })
    else {
      for step in progress.graph.takeWaiting() {
        progress.result.receipts[step.number] = StepReceipt(
          step: step.number, agent: step.agent, attempt: 0, ending: .stopped, milliseconds: 0)
      }
      return progress.result
    }
    for step in progress.graph.takeUnreachable() { try await failUnreachable(step) }
    // A plan that is neither done nor failed must never pass for done.
    guard progress.graph.takeWaiting().isEmpty else {
      throw HermesError(
        "internal", "The plan ended with steps that never ran; this is a fault of the server.")
    }
    return progress.result
  }

  private func begin(_ past: PastSteps) -> Progress {
    var result = Result(artifacts: past.artifacts, failures: past.failures)
    for step in past.artifacts.keys { result.receipts[step] = finishedBefore(step) }
    return Progress(
      graph: StepGraph(
        plan, completed: Set(past.artifacts.keys), failed: Set(past.failures.keys)),
      result: result)
  }

  private func take(_ finished: Finished, _ progress: inout Progress) {
    guard let ending = finished.ending else { return }
    let number = finished.number
    switch ending {
    case .completed(let artifacts):
      progress.graph.complete(number)
      progress.result.artifacts[number] = artifacts
      progress.result.receipts[number] = finishedBefore(number)
    case .failed(let error):
      progress.graph.fail(number)
      progress.result.failures[number] = error
    case .cancelled(let receipt):
      progress.graph.fail(number)
      progress.result.receipts[number] = receipt
    }
  }

  private func finishedBefore(_ number: Int) -> StepReceipt {
    let agent = plan.steps.first { $0.number == number }?.agent ?? ""
    return StepReceipt(
      step: number, agent: agent, attempt: 0, ending: .finishedBefore, milliseconds: 0)
  }

  private func start(
    _ steps: [PlanStep], _ group: inout TaskGroup<Finished>, _ result: Result, _ past: PastSteps
  ) {
    for step in steps {
      let runner = runner(step)
      let inputs = step.dependsOn.flatMap { result.artifacts[$0] ?? [] }
      let attempt = past.nextAttempt[step.number] ?? 1
      group.addTask {
        do {
          let ending = try await runner.run(artifacts: inputs, from: attempt)
          return Finished(number: step.number, ending: ending, journalError: nil)
        } catch {
          let error = error as? HermesError ?? HermesError("internal", "\(error)")
          return Finished(number: step.number, ending: nil, journalError: error)
        }
      }
    }
  }

  private func runner(_ step: PlanStep) -> StepRunner {
    StepRunner(
      step: step, total: plan.steps.count, task: task, message: message, log: log,
      invoker: invoker, retry: retry, trace: trace)
  }

  /// A step that never ran still ends on the stream.
  private func failUnreachable(_ step: PlanStep) async throws {
    let needed = step.dependsOn.map(String.init).joined(separator: ", ")
    let error = HermesError("dependency_failed", "A step that this one needs (\(needed)) failed.")
    try await runner(step).fail(0, error, willRetry: false)
  }

  /// Ends every step that a cancelled task leaves open.
  func failCancelled(_ result: Result, _ error: HermesError) async throws {
    for step in plan.steps {
      guard let receipt = result.receipts[step.number], receipt.ending != .finishedBefore else {
        continue
      }
      try await runner(step).fail(receipt.attempt, error, willRetry: false)
    }
  }
}

/// What of a plan was done before a restart.
struct PastSteps: Sendable {
  var artifacts: [Int: [Artifact]] = [:]
  var failures: [Int: HermesError] = [:]
  /// The first attempt of each step that had begun.
  var nextAttempt: [Int: Int] = [:]
}
