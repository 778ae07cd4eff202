import HermesContract

/// Runs one step: attempts, retries with backoff, and the journal before and after each call.
struct StepRunner: Sendable {
  enum Ending: Sendable {
    case completed([Artifact])
    case failed(HermesError)
    /// The task was cancelled while the step ran.
    case cancelled(StepReceipt)
  }

  let step: PlanStep
  let total: Int
  let task: TaskRecord
  let message: Message
  let log: TaskLog
  let invoker: any AgentInvoking
  let retry: RetryPolicy
  let trace: TaskTrace

  /// The same for every attempt, before and after a restart.
  var stepKey: String { "\(task.id)/\(step.number)" }

  /// - Parameter attempt: the number of the first attempt; more than 1 after a restart.
  func run(artifacts: [Artifact], from firstAttempt: Int) async throws -> Ending {
    var attempt = firstAttempt
    var usage = CallUsage()
    while true {
      let ending = try await self.attempt(attempt, artifacts, &usage)
      guard case .failed(let error) = ending else { return ending }
      let delay = retry.delay(after: attempt, error, jitter: .random(in: 0...1))
      try await fail(attempt, error, willRetry: delay != nil, usage: usage)
      guard let delay else { return ending }
      do { try await Task.sleep(for: delay) } catch {
        return .cancelled(
          StepReceipt(
            step: step.number, agent: step.agent, attempt: attempt, ending: .stopped,
            milliseconds: 0))
      }
      attempt += 1
    }
  }

  /// One call. A failure is returned and not yet journalled.
  private func attempt(
    _ attempt: Int, _ artifacts: [Artifact], _ usage: inout CallUsage
  ) async throws -> Ending {
    var record = StepRecord(step)
    record.status = .running
    record.attempt = attempt
    record.startedAt = .now
    // Before the call: after a crash it is known that the agent may have begun.
    try await log.append(
      .stepStarted(step, of: total, attempt: attempt), .working(step, attempt: attempt),
      changes: [.step(record)])
    let invocation = AgentInvocation(
      agent: step.agent, skill: step.skill, task: task.id, owner: task.owner,
      conversation: task.conversation,
      stepKey: stepKey, attempt: attempt, message: message, artifacts: artifacts,
      trace: trace.context.child())
    let answer = await invoker.invoke(invocation) { [log, step] emission, stored in
      log.enqueue(.emission(emission, of: step, attempt: attempt), stored: stored)
    }
    if let call = invocation.trace {
      trace.attempted(
        call, step, attempt: attempt, answer.outcome, since: record.startedAt ?? .now)
    }
    usage.add(answer.usage)
    record.usage = usage.json
    switch answer.outcome {
    case .completed(let result):
      try await complete(record, result)
      return .completed(result.artifacts)
    case .failed(let error): return .failed(error)
    case .stopped(let cooperative, let elapsed):
      return .cancelled(
        StepReceipt(
          step: step.number, agent: step.agent, attempt: attempt,
          ending: cooperative ? .stopped : .uncooperative,
          milliseconds: Int64(elapsed / .milliseconds(1))))
    }
  }

  /// Journals a step that is done.
  func complete(_ record: StepRecord, _ result: AgentResult) async throws {
    var record = record
    let now = Timestamp.now
    record.status = .completed
    record.finishedAt = now
    let preview = String((result.text ?? result.artifacts.first?.text ?? "").prefix(200))
    record.preview = preview
    try await log.append(
      .stepCompleted(
        step, of: total, attempt: record.attempt, preview: preview,
        duration: now.seconds(since: record.startedAt ?? now)),
      changes: [.step(record), .artifacts(step: step.number, result.artifacts)])
  }

  /// Journals a failed attempt; with a retry to come, what it streamed is void.
  func fail(
    _ attempt: Int, _ error: HermesError, willRetry: Bool, usage: CallUsage? = nil
  ) async throws {
    var record = StepRecord(step)
    // Between two attempts nothing is inside the agent.
    record.status = willRetry ? .pending : .failed
    record.attempt = attempt
    record.finishedAt = willRetry ? nil : .now
    record.error = error
    record.usage = usage?.json
    var events = [
      EventDraft.stepFailed(step, of: total, attempt: attempt, error: error, willRetry: willRetry)
    ]
    if willRetry { events.append(.stepSuperseded(step, attempt: attempt)) }
    try await log.append(events, changes: [.step(record)])
  }
}
