import HermesContract

/// Runs one step: its attempts, retries with backoff, and what is journalled before and after each
/// call.
struct StepRunner: Sendable {
  enum Ending: Sendable {
    case completed([Artifact])
    case failed(HermesError)
    /// The step cannot continue until a person has answered.
    case asks(InputRecord)
    /// The task was cancelled while the step was running.
    case cancelled(StepReceipt)
  }

  let step: PlanStep
  let total: Int
  let task: TaskRecord
  let message: Message
  /// The part of the request that the step serves; nil for all of it.
  let wish: String?
  let history: [Message]
  let log: TaskLog
  let invoker: any AgentInvoking
  let rules: StepRules
  let trace: TaskTrace
  let calls: CallLedger
  let results: HeldResults

  /// The same for every attempt, before and after a restart.
  var stepKey: String { "\(task.id)/\(step.number)" }

  func run(artifacts: [Artifact], from first: StepBeginning) async throws -> Ending {
    var beginning = first
    var usage = CallUsage()
    while true {
      let attempt = beginning.attempt
      let ending = try await self.attempt(beginning, artifacts: artifacts, usage: &usage)
      guard case .failed(let error) = ending else { return ending }
      let delay = rules.retry.delay(
        after: attempt - first.rounds, error, jitter: .random(in: 0...1))
      try await fail(attempt, error: error, willRetry: delay != nil, usage: usage)
      guard let delay else { return ending }
      do { try await Task.sleep(for: delay) } catch {
        return .cancelled(
          StepReceipt(
            step: step.number, agent: step.agent, attempt: attempt, ending: .stopped,
            milliseconds: 0))
      }
      beginning.attempt += 1
      beginning.superseded = nil
    }
  }

  /// A single call. A failure is returned, and not yet journalled.
  private func attempt(
    _ beginning: StepBeginning, artifacts: [Artifact], usage: inout CallUsage
  ) async throws -> Ending {
    let attempt = beginning.attempt
    var record = StepRecord(step)
    record.status = .running
    record.attempt = attempt
    record.startedAt = .now
    let elapsed = Elapsed()
    // Stored before the call: after a crash it is then known that the agent may have started.
    var events = [
      EventDraft.stepStarted(step, of: total, attempt: attempt), .working(step, attempt: attempt),
    ]
    if let lost = beginning.superseded {
      events.insert(.stepSuperseded(step, attempt: lost), at: 0)
    }
    try await log.append(events, changes: [.step(record)])
    let invocation = AgentInvocation(
      agent: step.agent, skill: step.skill, task: task.id, owner: task.owner,
      conversation: task.conversation, capabilities: step.capabilities,
      stepKey: stepKey, attempt: attempt, message: message, wish: wish, artifacts: artifacts,
      trace: trace.context.child(), input: beginning.input, history: history,
      entry: calls.begin(agent: step.agent, stepKey: stepKey, attempt: attempt),
      // There would be no room to keep what it streams and returns.
      refusal: { [results] in results.refusal })
    defer { invocation.entry?.release() }
    let answer = await invoker.invoke(invocation) { [log, step] emission, stored in
      log.enqueue(.emission(emission, of: step, attempt: attempt), stored: stored)
    }
    if let call = invocation.trace {
      trace.attempted(
        call, step: step, attempt: attempt, outcome: answer.outcome, since: record.startedAt ?? .now
      )
    }
    usage.add(answer.usage)
    record.usage = usage.json
    switch answer.outcome {
    case .completed(let result):
      do throws(HermesError) { try results.admit(result.artifacts) } catch { return .failed(error) }
      do { try await complete(record, result: result, elapsed: elapsed) } catch let error
        as HermesError where error.known == .quotaExceeded
      {
        return .failed(error)
      }
      return .completed(result.artifacts)
    case .failed(let error): return .failed(error)
    case .asked(let question):
      guard beginning.rounds < StepRules.maximumQuestions else {
        return .failed(.tooManyQuestions(of: step.agent))
      }
      return .asks(try await askPerson(record, question: question))
    case .stopped(let cooperative, let elapsed):
      return .cancelled(
        StepReceipt(
          step: step.number, agent: step.agent, attempt: attempt,
          ending: cooperative ? .stopped : .uncooperative,
          milliseconds: Int64(elapsed / .milliseconds(1))))
    }
  }

  /// Journals the question, and that the step waits for a person.
  private func askPerson(
    _ record: StepRecord, question asked: AgentQuestion
  ) async throws -> InputRecord {
    let input = rules.input(
      .question, step: record, question: asked.question, state: asked.state)
    var record = record
    record.status = .inputRequired
    try await log.append(
      .inputRequired(input, step: step), changes: [.step(record), .inputAsked(input)])
    return input
  }

  /// Journals that the outcome of an attempt is unknown, and asks the task's owner.
  func doubt(_ record: StepRecord) async throws -> InputRecord {
    let input = rules.input(
      .inDoubt, step: record,
      question: "The server ended while \(step.agent) was at step \(step.number), and whether it "
        + "was done is not known. Is it done, may it be tried again, or has it failed?")
    var record = record
    record.status = .inputRequired
    try await log.append(
      .stepSuperseded(step, attempt: record.attempt), .inputRequired(input, step: step),
      changes: [.step(record), .inputAsked(input)])
    return input
  }

  /// Journals that the streamed output of an interrupted attempt is void and that another attempt
  /// follows.
  func waits(_ record: StepRecord) async throws {
    var record = record
    record.status = .pending
    try await log.append(
      .stepSuperseded(step, attempt: record.attempt), changes: [.step(record)])
  }

  /// Ends a step that a person declared done.
  func endAsDone(_ attempt: Int) async throws -> Ending {
    var record = StepRecord(step)
    record.attempt = attempt
    let text = "Its owner said that this step is done; what it made is not known."
    try await complete(record, result: AgentResult(artifacts: [], text: text), elapsed: Elapsed())
    return .completed([])
  }

  /// Ends the step without calling its agent.
  func endStep(_ attempt: Int, failed error: HermesError) async throws -> Ending {
    try await fail(attempt, error: error, willRetry: false)
    return .failed(error)
  }

  /// Journals a step that is done; small results share the commit of what follows.
  func complete(
    _ record: StepRecord, result: AgentResult, elapsed: Elapsed
  ) async throws {
    var record = record
    record.status = .completed
    record.finishedAt = .now
    // Limited in bytes as well: a character may have any number of them.
    let preview = String((result.text ?? result.artifacts.first?.text ?? "").prefix(200))
      .cut(toBytes: 1024)
    record.preview = preview
    let event = EventDraft.stepCompleted(
      step, of: total, attempt: record.attempt, preview: preview, duration: elapsed.seconds())
    let changes: [TaskChange] = [
      .step(record), .artifacts(step: step.number, result.artifacts),
    ]
    // A large result may be refused, so it gets its own commit and takes nothing else down with it.
    guard result.artifacts.reduce(0, { $0 + $1.bytes }) >= Quotas.smallBytes else {
      return log.add([event], changes: changes)
    }
    try await log.flush()
    try await log.append(event, changes: changes)
  }

  /// Journals a failed attempt. If a retry follows, its streamed output is void.
  func fail(
    _ attempt: Int, error: HermesError, willRetry: Bool, usage: CallUsage? = nil
  ) async throws {
    let failure = failure(of: attempt, error: error, willRetry: willRetry, usage: usage)
    try await log.append(failure.events, changes: failure.changes)
  }

  /// The events and changes that `fail` journals.
  func failure(
    of attempt: Int, error: HermesError, willRetry: Bool = false, usage: CallUsage? = nil
  ) -> JournalAdditions {
    var record = StepRecord(step)
    // Between two attempts no call is inside the agent.
    record.status = willRetry ? .pending : .failed
    record.attempt = attempt
    record.finishedAt = willRetry ? nil : .now
    record.error = error
    record.usage = usage?.json
    var events = [
      EventDraft.stepFailed(step, of: total, attempt: attempt, error: error, willRetry: willRetry)
    ]
    if willRetry { events.append(.stepSuperseded(step, attempt: attempt)) }
    return JournalAdditions(events: events, changes: [.step(record)])
  }
}

/// Events and changes for one commit, such as the ends of several steps.
struct JournalAdditions: Sendable {
  var events: [EventDraft] = []
  var changes: [TaskChange] = []

  static func += (ends: inout JournalAdditions, more: JournalAdditions) {
    ends.events += more.events
    ends.changes += more.changes
  }
}

extension HermesError {
  fileprivate static func tooManyQuestions(of agent: String) -> HermesError {
    HermesError(
      .tooManyQuestions,
      message:
        "\(agent) has asked \(StepRules.maximumQuestions) questions for this step, the most there may be, and wanted to ask another."
    )
  }
}
