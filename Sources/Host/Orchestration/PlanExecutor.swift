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

  /// - Parameter resuming: the stored steps, after a restart.
  func run(resuming past: PastSteps) async throws(HermesError) -> Result {
    var graph = StepGraph(
      plan, completed: Set(past.artifacts.keys), failed: Set(past.failures.keys))
    var result = Result(artifacts: past.artifacts, failures: past.failures)
    for step in past.artifacts.keys { result.receipts[step] = finishedBefore(step) }
    let journalError = await withTaskGroup(
      of: (Int, Swift.Result<StepRunner.Ending, HermesError>).self
    ) { group -> HermesError? in
      start(graph.takeReady(), &group, result, past)
      while let (number, ending) = await group.next() {
        switch ending {
        case .failure(let error):
          group.cancelAll()
          return error
        case .success(.completed(let artifacts)):
          graph.complete(number)
          result.artifacts[number] = artifacts
          result.receipts[number] = finishedBefore(number)
        case .success(.failed(let error)):
          graph.fail(number)
          result.failures[number] = error
        case .success(.cancelled(let receipt)):
          graph.fail(number)
          result.receipts[number] = receipt
        }
        if !Task.isCancelled { start(graph.takeReady(), &group, result, past) }
      }
      return nil
    }
    if let journalError { throw journalError }
    guard !Task.isCancelled, result.receipts.values.allSatisfy({ $0.ending == .finishedBefore })
    else {
      for step in graph.takeWaiting() {
        result.receipts[step.number] = StepReceipt(
          step: step.number, agent: step.agent, attempt: 0, ending: .stopped, milliseconds: 0)
      }
      return result
    }
    try await failUnreachable(&graph, &result)
    return result
  }

  private func finishedBefore(_ number: Int) -> StepReceipt {
    let agent = plan.steps.first { $0.number == number }?.agent ?? ""
    return StepReceipt(
      step: number, agent: agent, attempt: 0, ending: .finishedBefore, milliseconds: 0)
  }

  private func start(
    _ steps: [PlanStep],
    _ group: inout TaskGroup<(Int, Swift.Result<StepRunner.Ending, HermesError>)>,
    _ result: Result, _ past: PastSteps
  ) {
    for step in steps {
      let runner = runner(step)
      let inputs = step.dependsOn.flatMap { result.artifacts[$0] ?? [] }
      let attempt = past.nextAttempt[step.number] ?? 1
      group.addTask {
        do throws(HermesError) {
          return (step.number, .success(try await runner.run(artifacts: inputs, from: attempt)))
        } catch {
          return (step.number, .failure(error))
        }
      }
    }
  }

  private func runner(_ step: PlanStep) -> StepRunner {
    StepRunner(
      step: step, total: plan.steps.count, task: task, message: message, log: log,
      invoker: invoker, retry: retry)
  }

  /// A step that never ran still ends on the stream.
  private func failUnreachable(
    _ graph: inout StepGraph, _ result: inout Result
  ) async throws(HermesError) {
    for step in graph.takeUnreachable() {
      let needed = step.dependsOn.map(String.init).joined(separator: ", ")
      let error = HermesError("dependency_failed", "A step that this one needs (\(needed)) failed.")
      try await runner(step).fail(0, error, willRetry: false)
    }
  }

  /// Ends every step that a cancelled task leaves open.
  func failCancelled(_ result: Result, _ error: HermesError) async throws(HermesError) {
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
