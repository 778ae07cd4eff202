import HermesContract

/// Questions to people: their answers, and what becomes of those that nobody answers.
extension Orchestrator {
  /// Hands a person's answer to a task.
  /// - Parameter input: made only once it is clear that the task is the owner's.
  /// - Throws: `task_not_found`; what `InputRule` says; `input_closed`.
  /// - Returns: the question that was answered.
  package func answer(
    _ id: TaskID, owner: UserID, _ input: @Sendable () throws(HermesError) -> TaskInput
  ) async throws -> InputID {
    guard try await services.store.outline(of: id, owner: owner) != nil else {
      throw HermesError.taskNotFound
    }
    let input = try input()
    if case .text(let text) = input.answer, text.utf8.count > configuration.maximumQueryBytes {
      throw HermesError(
        .queryTooLarge,
        "text has \(text.utf8.count) bytes; at most \(configuration.maximumQueryBytes) are taken.")
    }
    let asked = try await services.store.inputs(of: id)
    // Only what waits has a plan that an answer may be about.
    let plan =
      asked.contains(where: \.isOpen)
      ? try await services.store.taskWithoutMessage(id, owner: owner)?.plan : nil
    let question = try InputRule.question(for: input, among: asked, plan: plan)
    try await close(question, input.answer, of: id, owner, [.inputReceived(question, input.answer)])
    return question.id
  }

  /// The journal decides: of two answers, or an answer and the task's end, only the first is stored.
  private func close(
    _ question: InputRecord, _ answer: InputAnswer, of task: TaskID, _ owner: UserID,
    _ events: [EventDraft]
  ) async throws {
    let log = TaskLog(task: task, owner: owner, journal: services.journal)
    try await log.append(
      events, changes: [.inputAnswered(question.id, answer, at: .now)])
    if let running = running[task] {
      var question = question
      question.answer = answer
      running.inbox.put(question)
    } else {
      wake(task)
      startReady()
    }
  }

  /// Queues a task that was at rest.
  func wake(_ id: TaskID) {
    guard let task = queue.wake(id) else { return }
    answered.insert(id)
    queue.enqueue(task)
  }

  /// Whether a task that an earlier run left has nothing to do but to wait.
  func rests(_ task: TaskRecord) async throws -> Bool {
    guard task.status == .inputRequired || task.status == .inDoubt, let plan = task.plan else {
      return false
    }
    let inputs = try await services.store.inputs(of: task.id)
    if Approval(inputs, of: plan) == .waiting { return true }
    return PastSteps(plan, try await services.store.steps(of: task.id), inputs, []).rests(plan)
  }

  func cancelAtRest(_ id: TaskID, owner: UserID) async throws -> [StepReceipt] {
    guard let task = try await services.store.taskWithoutMessage(id, owner: owner) else {
      throw HermesError.taskNotFound
    }
    defer { settle(id) }
    let ending = await TaskPipeline(task, services: services).cancelAtRest()
    keep(ending.unstored)
    return try receipt(of: ending)
  }

  /// Between two attempts to store what can't be stored.
  private static let retryWait = Duration.seconds(5)

  /// Closes the questions whose time is over.
  /// - Returns: how long until the next one can be, or until it is tried again where nothing can be stored.
  func expireInputs() async -> Duration {
    let now = Timestamp.now
    // A question that is asked from now on expires no sooner; an hour, because clocks are set.
    var wait = min(configuration.inputLifetime, .seconds(3600))
    do {
      for open in try await services.store.expiredInputs(at: now) {
        do { try await close(open.input, .expired, of: open.task, open.owner, []) } catch {
          // Refused if it was answered just now; all the others would fail as well where the journal does.
          guard (error as? HermesError)?.known != .journalUnavailable else { return Self.retryWait }
        }
      }
      if let next = try await services.store.nextInputExpiry() {
        wait = min(wait, .milliseconds(max(10, next.milliseconds - now.milliseconds)))
      }
    } catch {
      services.logger.error("questions not looked at", metadata: ["error": "\(error)"])
    }
    return wait
  }
}
