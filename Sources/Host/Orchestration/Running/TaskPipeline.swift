import HermesContract
import HermesEvents
import Logging

/// One task from its request to its last event: intent, search, plan, execution.
///
/// The result of each stage is journalled before anything slow happens; after a restart,
/// journalled stages are not repeated.
struct TaskPipeline: Sendable {
  /// The final status of the task, with the receipts of its steps if it was cancelled. A status
  /// that is not final means that the task can only wait for a person.
  struct Ending: Sendable {
    let status: TaskStatus
    let receipt: [StepReceipt]
    /// The part that could not be stored because the storage fails.
    var unstored: JournalEntry?
  }

  /// Requests up to this size are read in less time than a commit takes.
  private static let quickBytes = 4 << 10

  private let task: TaskRecord
  private let services: Services
  private let log: TaskLog
  private let stop: StopSignal
  private let inbox: AnswerInbox
  private let reason: String
  private let elapsed: Elapsed
  private let isAfterDeath: Bool
  private let trace: TaskTrace
  private let calls: CallLedger

  /// - Parameters:
  ///   - reason: why a task that had begun before continues.
  ///   - isAfterDeath: whether the server that had it ended without shutting down.
  ///   - volume: announces when the task has stored much.
  ///   - onIdle: as for `CallLedger`.
  init(
    _ task: TaskRecord, services: Services, stop: StopSignal = StopSignal(),
    inbox: AnswerInbox = AnswerInbox(), reason: String = "server_restarted",
    isAfterDeath: Bool = false, volume: TaskVolume = TaskVolume(),
    onIdle: (@Sendable (Bool) -> Void)? = nil
  ) {
    calls = CallLedger(onIdle: onIdle)
    self.inbox = inbox
    self.reason = reason
    self.isAfterDeath = isAfterDeath
    self.task = task
    elapsed = Elapsed(since: task.startedAt)
    self.services = services.metered(for: task.owner)
    self.stop = stop
    trace = TaskTrace(of: task, spans: services.spans)
    log = TaskLog(task: task.id, owner: task.owner, journal: services.journal, volume: volume)
  }

  /// - Returns: nil if the server is stopping and the task continues at the next start.
  func run() async -> Ending? {
    let begun = Timestamp.now
    let ending = await runStages(since: task.startedAt ?? begun)
    // Store what was done even if the server is stopping, so that it is not repeated.
    if ending == nil { try? await log.flush() }
    trace.ended(ending?.status, since: begun)
    return ending
  }

  private func runStages(since startedAt: Timestamp) async -> Ending? {
    var isPlanned = task.plan != nil
    do {
      let past = try await begin(startedAt)
      let request = try await RequestText(of: task, startedAt: startedAt, services: services)
      guard let plan = try await makePlan(for: request, past: past) else {
        return try await leaveAtRest()
      }
      isPlanned = true
      let executor = PlanExecutor(
        plan: plan, task: task, message: request.message(from: task.message),
        history: request.history, log: log, invoker: services.invoker, rules: services.rules,
        trace: trace, calls: calls, inbox: inbox, store: services.store)
      let result = try await executor.run(resuming: try await pastSteps(of: plan, types: past))
      if Task.isCancelled {
        guard let (status, error) = stopped() else { return nil }
        let receipt = await receipt(for: plan, result: result)
        return await fail(
          as: status, error: error, ends: executor.cancelledEnds(of: result, error: error),
          receipt: receipt)
      }
      guard !result.isWaiting else { return try await leaveAtRest() }
      return await endTask(plan: plan, result: result)
    } catch {
      if Task.isCancelled || error is CancellationError {
        guard let (status, error) = stopped() else { return nil }
        let (ends, receipt) = isPlanned ? await openSteps(error) : (JournalAdditions(), [])
        return await fail(as: status, error: error, ends: ends, receipt: receipt)
      }
      let error = error as? HermesError ?? unexpected(error)
      let ends = isPlanned ? await openSteps(error).ends : JournalAdditions()
      return await fail(as: .failed, error: error, ends: ends, receipt: nil)
    }
  }

  /// Waits for the calls that are still open, up to their grace period.
  private func receipt(for plan: Plan, result: PlanExecutor.Result) async -> [StepReceipt] {
    let stop = stop.instant ?? .now
    await calls.settle(until: stop + services.cancelGrace)
    return CancelReceipt.receipts(
      for: plan, of: task.id, steps: result.receipts, calls: calls.lines, since: stop)
  }

  /// How a task that was stopped ends; nil if it does not end now.
  private func stopped() -> (TaskStatus, HermesError)? {
    switch stop.cause {
    case .shutdown: nil
    case .deadline:
      (
        .failed,
        HermesError(
          .deadlineExceeded,
          message: "The task ran longer than \(services.taskDeadline) and was stopped.")
      )
    case .quota(let error): (.failed, error)
    case .cancelled, nil: (.cancelled, .cancelled)
    }
  }

  /// The single place where unexpected errors are given a code.
  private func unexpected(_ error: any Error) -> HermesError {
    services.logger.error(
      "task failed unexpectedly", metadata: ["task": "\(task.id)", "error": "\(error)"])
    return HermesError(
      .internal, message: "Something unexpected went wrong; the server's log has the cause.")
  }

  /// - Returns: the types of event that are in the journal from before a restart.
  private func begin(_ startedAt: Timestamp) async throws -> Set<EventType> {
    let change = TaskChange.status(.running, startedAt: startedAt)
    guard task.status != .queued else {
      log.add([], changes: [change])
      if task.message.bytes > Self.quickBytes { try await log.flush() }
      return []
    }
    let past = try await services.store.eventTypes(of: task.id)
    try await log.append(.taskResumed(reason: reason), changes: [change])
    return past
  }

  /// Adds events to the next commit, except those that are already stored from before a restart.
  private func addOnce(
    _ events: [EventDraft], past: Set<EventType>, changes: [TaskChange] = []
  ) throws {
    let new = events.filter { !past.contains($0.type) }
    guard !new.isEmpty else { return }
    try Task.checkCancellation()
    log.add(new, changes: changes)
  }

  /// Stores what is held before something that may take long: the answer of a model, or reading a
  /// large request.
  private func flush(before question: ModelQuestion?, reading request: RequestText) async throws {
    guard question != nil || request.bytes > Self.quickBytes else { return }
    try await log.flush()
  }

  /// - Returns: nil if the plan waits for its owner.
  private func makePlan(for request: RequestText, past: Set<EventType>) async throws -> Plan? {
    let agents = services.invoker.agents.filter(\.isCallable)
    if let plan = task.plan {
      try plan.validate(agents: agents, given: task.directAgent == nil ? request.given : nil)
      guard try await isApproved(plan) else { return nil }
      try addOnce([.executionStarted(plan)], past: past)
      return plan
    }
    if let name = task.directAgent { return try directPlan(name, agents: agents, past: past) }
    try addOnce([.intentParsingStarted], past: past)
    try await flush(before: services.question, reading: request)
    let (intent, read) = try await intent(of: request, agents: agents)
    try addOnce(
      [.intentParsed(intent, note: read, of: request), .agentSearchStarted(intent.capabilities)],
      past: past,
      changes: [.intent(intent)])
    let found = try await services.search.findAgents(
      offering: intent.capabilities, for: request.prose, among: agents)
    let isForeign = services.question == nil && RequestLanguage.isSurelyForeign(request.prose)
    guard !found.isEmpty, !isForeign else {
      try addOnce([.agentsFound(found)], past: past)
      throw HermesError.noAgent(
        for: intent, request, among: agents, hasModel: services.question != nil)
    }
    try addOnce([.agentsFound(found), .planningStarted], past: past)
    // If the model did not help with the intent, do not wait for it again.
    let question = read?.fallback == nil ? services.question : nil
    try await flush(before: question, reading: request)
    let (plan, made) = try await PlanMaker(found: found, question: question).makePlan(
      for: intent, request: request)
    try plan.validate(agents: agents, given: request.given)
    if task.requiresApproval {
      let input = approval(of: plan)
      try addOnce(
        [.planCreated(plan, note: made), .approvalRequired(input, of: plan)], past: past,
        changes: [.plan(plan), .inputAsked(input)])
      return nil
    }
    try addOnce(
      [.planCreated(plan, note: made), .executionStarted(plan)], past: past, changes: [.plan(plan)])
    return plan
  }

  private func intent(
    of request: RequestText, agents: [AgentStatus]
  ) async throws -> (Intent, ModelNote?) {
    if let intent = task.intent { return (intent, nil) }
    let parser = IntentParser(vocabulary: services.vocabulary.of(agents))
    let said = try await services.reading.run(of: task.owner, bytes: request.bytes) {
      parser.parse(request)
    }
    return try await IntentReader(agents: agents, said: said, question: services.question)
      .read(request)
  }

  private func approval(of plan: Plan) -> InputRecord {
    services.rules.input(
      .approval, step: nil, question: "May this plan of \(plan.steps.count) steps run?")
  }

  /// - Throws: why the plan may never run.
  private func isApproved(_ plan: Plan) async throws -> Bool {
    guard task.requiresApproval else { return true }
    switch Approval(try await services.store.inputs(of: task.id), of: plan) {
    case .given: return true
    case .waiting: return false
    case .refused(let error): throw error
    // The plan and its question are stored in one commit, so a stored plan has been asked about.
    case .notAsked: throw HermesError(.planRejected, message: "The plan was never approved.")
    }
  }

  /// A single step on a named agent, without intent, search or planning.
  private func directPlan(
    _ name: String, agents: [AgentStatus], past: Set<EventType>
  ) throws -> Plan {
    guard let skill = agents.first(where: { $0.card.name == name })?.card.skills.first else {
      throw HermesError(.agentNotFound, message: "No agent named \(name) is loaded.")
    }
    let step = PlanStep(
      number: 1, agent: name, skill: skill.id, task: skill.task + "...", dependsOn: [])
    let plan = Plan(steps: [step], planner: "direct")
    try addOnce([.executionStarted(plan)], past: past, changes: [.plan(plan)])
    return plan
  }

  /// What was done before, after resolving the steps that the end of the server interrupted.
  private func pastSteps(of plan: Plan, types: Set<EventType>) async throws -> PastSteps {
    guard types.contains(.stepStarted) else {
      return PastSteps(plan: plan, records: [], inputs: [], made: [])
    }
    var past = PastSteps(
      plan: plan, records: try await services.store.steps(of: task.id),
      inputs: try await services.store.inputs(of: task.id),
      made: try await services.store.artifactSummaries(of: task.id))
    let cutOff = CutOffSteps(
      plan: plan, task: task.id, invoker: services.invoker, log: log,
      runner: { runner($0, of: plan) })
    try await cutOff.settle(&past, isAfterDeath: isAfterDeath)
    return past
  }

  // MARK: - Ends

  /// Hands the task over to whichever answer comes: it holds no resources until then.
  private func leaveAtRest() async throws -> Ending {
    let worked = Int64(elapsed.inThisRun() / .milliseconds(1))
    try await log.append([], changes: [.worked(task.worked + worked)])
    return Ending(status: .inputRequired, receipt: [])
  }

  /// Ends a task that waits for a person and is not running.
  func cancelAtRest() async -> Ending {
    let (ends, receipt) = await openSteps(.cancelled)
    return await fail(as: .cancelled, error: .cancelled, ends: ends, receipt: receipt)
  }

  private func endTask(plan: Plan, result: PlanExecutor.Result) async -> Ending {
    let summaries = result.made.summaries(of: plan)
    let fulfilment = Fulfilment(plan, failures: result.failures, artifacts: summaries)
    if !fulfilment.isAnythingDone, let number = result.failures.keys.min(),
      let error = result.failures[number]
    {
      return await fail(as: .failed, error: error, receipt: nil)
    }
    let answer = TaskResult.answer(of: plan, summaries)
    let text = TaskResult.text(
      of: answer, artifact: await content(of: answer, result.made), task: task.id,
      unmet: fulfilment.unmet)
    let event = EventDraft.taskCompleted(
      duration: elapsed.seconds(), result: text, artifacts: summaries, task: task.id,
      totalSteps: plan.steps.count, fulfilment)
    return await storeEnd(
      Ending(status: .completed, receipt: []), events: [event],
      changes: [.ended(.completed, result: text, error: nil, at: .now)])
  }

  /// nil for content that is too large for a result or cannot be read; the result then names its
  /// link.
  private func content(of answer: ArtifactSummary?, _ made: StepResults) async -> Artifact? {
    guard let answer, answer.bytes <= TaskResult.maximumBytes else { return nil }
    return try? await made.artifact(answer) { try await services.store.artifact($0, of: task.id) }
  }

  private func storeEnd(
    _ ending: Ending, events: [EventDraft], changes: [TaskChange]
  ) async -> Ending {
    var ending = ending
    services.metrics.taskEnded(ending.status, after: elapsed.seconds())
    ending.unstored = await log.endTask(events, changes: changes)
    if ending.unstored != nil {
      services.logger.error("end of task not stored", metadata: ["task": "\(task.id)"])
    }
    return ending
  }

  /// Final states and receipts of steps that are not running, for example because their agent is
  /// gone after a restart.
  private func openSteps(_ error: HermesError) async -> (
    ends: JournalAdditions, receipt: [StepReceipt]
  ) {
    // Store what is held first, so that what is read next is up to date.
    try? await log.flush()
    // In a separate task: the store refuses reads of a cancelled one.
    let stored = await Task { [store = services.store] in
      let plan = try? await store.taskWithoutMessage(task.id, owner: task.owner)?.plan
      return (plan, try? await store.steps(of: task.id))
    }.value
    guard case (let plan?, let records?) = stored else { return (JournalAdditions(), []) }
    var ends = JournalAdditions()
    let receipt = plan.steps.map { step in
      let record = records.first { $0.number == step.number }
      let isOver = record?.status == .completed || record?.status == .failed
      if !isOver { ends += runner(step, of: plan).failure(of: record?.attempt ?? 0, error: error) }
      return StepReceipt(
        step: step.number, agent: step.agent, attempt: record?.attempt ?? 0,
        ending: isOver ? .finishedBefore : .stopped, milliseconds: 0)
    }
    return (ends, receipt)
  }

  private func runner(_ step: PlanStep, of plan: Plan) -> StepRunner {
    StepRunner(
      step: step, total: plan.steps.count, task: task, message: task.message,
      wish: plan.words(of: step), history: [],
      log: log, invoker: services.invoker, rules: services.rules, trace: trace, calls: calls,
      results: HeldResults())
  }

  private func fail(
    as status: TaskStatus, error: HermesError, ends: JournalAdditions = JournalAdditions(),
    receipt: [StepReceipt]?
  ) async -> Ending {
    await Withdrawal(task: task.id, store: services.store, invoker: services.invoker).run()
    return await storeEnd(
      Ending(status: status, receipt: receipt ?? []),
      events: ends.events + [.taskFailed(error, duration: elapsed.seconds(), receipt: receipt)],
      changes: ends.changes + [.ended(status, result: nil, error: error, at: .now)])
  }
}
