import HermesContract

/// Resolves the steps that were inside an agent when the server ended, before the plan continues.
struct CutOffSteps: Sendable {
  let plan: Plan
  let task: TaskID
  let invoker: any AgentInvoking
  let log: TaskLog
  let runner: @Sendable (PlanStep) -> StepRunner

  /// - Parameter isAfterDeath: true if the server died, false if it shut down in an orderly way.
  func settle(_ past: inout PastSteps, isAfterDeath: Bool) async throws {
    guard !past.cutOff.isEmpty else { return }
    // Stored before any agent is asked, because that call may be what ends the server.
    if isAfterDeath {
      try await log.append([], changes: past.cutOff.map { .stepTakenUp($0.number) })
    }
    for record in past.cutOff {
      guard let step = plan.steps.first(where: { $0.number == record.number }) else { continue }
      let deaths = record.deaths + (isAfterDeath ? 1 : 0)
      if let error = CutOffRule.failure(step, deaths: deaths) {
        past.failures[step.number] = error
        _ = try await runner(step).endStep(record.attempt, failed: error)
      } else {
        try await settle(step, record: record, past: &past)
      }
    }
  }

  /// The agent may know what became of the step; otherwise repeating it may be safe; otherwise a
  /// person has to decide.
  private func settle(
    _ step: PlanStep, record: StepRecord, past: inout PastSteps
  ) async throws {
    let runner = runner(step)
    let known = await invoker.reconcile(agent: step.agent, stepKey: runner.stepKey, of: task)
    switch CutOffRule.verdict(known, isIdempotent: isIdempotent(step)) {
    case .done(let result):
      try await runner.complete(record, result: result, elapsed: Elapsed(since: record.startedAt))
      past.results.add(result.artifacts, of: step.number)
    case .runAgain:
      // No call is inside the agent until the step starts again: a death before that is not
      // attributed to this step.
      try await runner.waits(record)
      past.beginnings[step.number] = StepBeginning(
        attempt: record.attempt + 1, rounds: past.rounds[step.number, default: 0],
        input: past.lastAnswer[step.number])
    case .askPerson:
      past.asking[step.number] = try await runner.doubt(record)
      past.rounds[step.number, default: 0] += 1
    }
  }

  private func isIdempotent(_ step: PlanStep) -> Bool {
    invoker.card(of: step.agent)?.skills.first { $0.id == step.skill }?.isIdempotent ?? false
  }
}
