import HermesContract
import HermesEvents

/// What every door calls to submit, read, answer, cancel and delete tasks. It is stateless.
///
/// A task of another user is treated like one that does not exist.
package final class TaskService: Sendable {
  let configuration: OrchestrationConfiguration
  let services: TaskPipeline.Services
  let placement: any TaskPlacement
  let ends: UnstoredEnds
  let broadcaster: Broadcaster
  /// Called for tasks that are deleted, for the streams that follow them.
  private let onDelete: @Sendable (TaskID) -> Void

  init(
    configuration: OrchestrationConfiguration, services: TaskPipeline.Services,
    placement: any TaskPlacement, ends: UnstoredEnds, broadcaster: Broadcaster,
    onDelete: @escaping @Sendable (TaskID) -> Void
  ) {
    self.configuration = configuration
    self.services = services
    self.placement = placement
    self.ends = ends
    self.broadcaster = broadcaster
    self.onDelete = onDelete
  }

  var store: any TaskStore { services.store }

  // MARK: - Requests

  /// Stores a task and runs it as soon as there is a place.
  /// - Returns: the task, and whether it answers an earlier request with the same key.
  /// - Throws: `HermesError` that says why there is no task now.
  package func submit(
    _ request: TaskRequest
  ) async throws -> (task: TaskRecord, isReplay: Bool) {
    try validate(request)
    guard await !placement.isClosed else { throw HermesError.stopping }
    if let earlier = try await earlier(request) { return (earlier, true) }
    do { return (try await create(request), false) } catch let error as HermesError {
      // Another request with this key was stored first.
      guard error.known == .idempotencyInProgress, let earlier = try await earlier(request) else {
        throw error
      }
      return (earlier, true)
    }
  }

  /// The task of an earlier request with the same key.
  /// - Throws: `idempotency_key_reused` if that request was a different one.
  private func earlier(_ request: TaskRequest) async throws -> TaskRecord? {
    guard let (key, fingerprint) = request.idempotency,
      let earlier = try await store.idempotency(owner: request.owner, key: key)
    else { return nil }
    guard earlier.fingerprint == fingerprint else {
      throw HermesError(
        .idempotencyKeyReused,
        message: "This Idempotency-Key was used with another body. Use a new key for a new request."
      )
    }
    return try await store.task(earlier.task, owner: request.owner)
  }

  private func create(_ request: TaskRequest) async throws -> TaskRecord {
    if let fault = try await store.beginningFault(of: request.owner) { throw fault }
    let task = record(of: request, in: try await conversation(of: request))
    let idempotency = request.idempotency.map {
      IdempotencyRecord(key: $0.key, fingerprint: $0.fingerprint, task: task.id)
    }
    let interrupted = try await placement.admit(
      task, onBusy: request.conversation == nil ? .enqueue : request.onBusy)
    do throws(HermesError) {
      try await services.journal.append(
        JournalEntry(
          task: task.id, owner: task.owner,
          events: [.taskCreated(query: task.query, conversation: task.conversation)],
          changes: [.created(task, idempotency: idempotency)]))
    } catch {
      await placement.withdraw(task)
      throw error
    }
    await placement.enqueue(task)
    // A request that is not stored, or that repeats an earlier one, does not interrupt anything.
    for earlier in interrupted { await endIfRunning(earlier, owner: request.owner) }
    return task
  }

  private func record(of request: TaskRequest, in conversation: ConversationID) -> TaskRecord {
    var task = TaskRecord(
      id: .random(), owner: request.owner, conversation: conversation, message: request.message,
      directAgent: request.directAgent, createdAt: .now)
    task.trace = request.trace?.text
    task.beginsConversation = request.conversation == nil
    task.requiresApproval =
      request.directAgent == nil && (request.requiresApproval || configuration.requiresApproval)
    return task
  }

  private func conversation(of request: TaskRequest) async throws -> ConversationID {
    guard let id = request.conversation else { return .random() }
    guard try await store.hasConversation(id, owner: request.owner) else {
      throw HermesError.conversationNotFound
    }
    return id
  }

  private func validate(_ request: TaskRequest) throws(HermesError) {
    let text = request.message.text
    try limitBytes(of: text)
    // A request that brings material along need not say what to do with it.
    let isData = request.message.parts.contains {
      $0.mediaType != Part.plainText || $0.filename != nil
    }
    guard isData || text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw HermesError(.invalidField, message: "query must not be empty: say what you want.")
    }
    guard let name = request.directAgent else { return }
    guard let agent = agents.first(where: { $0.card.name == name }) else {
      throw HermesError.agentNotLoaded(name)
    }
    guard agent.state != .unavailable else {
      throw HermesError(
        .agentUnavailable,
        message: agent.reason ?? "\(name) has not been reached yet. Try again later.",
        isRetryable: true)
    }
    guard agent.isCallable else { throw HermesError.agentNotLoaded(name) }
  }

  // MARK: - What runs

  /// Ends a task.
  /// - Returns: the receipt of every step, in order.
  /// - Throws: `task_not_found`; `task_ended` if there is nothing left to cancel;
  ///   `journal_unavailable` if its end cannot be stored yet.
  package func cancel(_ id: TaskID, owner: UserID) async throws -> [StepReceipt] {
    guard try await store.outline(of: id, owner: owner) != nil else {
      throw HermesError.taskNotFound
    }
    return try await placement.send(.cancel, to: id, of: owner)
  }

  /// Cancels a task together with others. A task that has already ended, or whose end cannot be
  /// stored yet, must not keep the others from being cancelled.
  private func endIfRunning(_ task: TaskID, owner: UserID) async {
    _ = try? await cancel(task, owner: owner)
  }

  /// Ends all running tasks of a user.
  package func cancelAll(of owner: UserID) async throws {
    let tasks = try await store.unfinishedTasks(of: owner)
    // Together: an agent elsewhere may take its time to answer each cancel.
    await withTaskGroup(of: Void.self) { group in
      for task in tasks { group.addTask { await self.endIfRunning(task, owner: owner) } }
    }
  }

  /// Ends the tasks of a deleted account that this process still has: those that were stored while
  /// the others were cancelled. Their rows can no longer be found, so `cancelAll` misses them.
  package func endAll(ofDeleted owner: UserID) async {
    // No task is stored after the deletion, so only arriving ones need another round.
    for _ in 0..<3 {
      let tasks = await placement.tasks(of: owner)
      guard !tasks.isEmpty else { return }
      await withTaskGroup(of: Void.self) { group in
        for task in tasks {
          group.addTask { [placement] in
            _ = try? await placement.send(.cancel, to: task, of: owner)
          }
        }
      }
    }
  }

  /// Passes a person's answer to a task.
  /// - Parameter input: evaluated only after the task is known to belong to the owner.
  /// - Throws: `task_not_found`; what `InputRule` throws; `input_closed`.
  /// - Returns: the question that was answered.
  package func answer(
    _ id: TaskID, owner: UserID, input: @Sendable () throws(HermesError) -> TaskInput
  ) async throws -> InputID {
    guard try await store.outline(of: id, owner: owner) != nil else {
      throw HermesError.taskNotFound
    }
    let input = try input()
    if case .text(let text) = input.answer, text.utf8.count > configuration.maximumQueryBytes {
      throw HermesError(
        .queryTooLarge,
        message:
          "text has \(text.utf8.count) bytes; at most \(configuration.maximumQueryBytes) are taken."
      )
    }
    let asked = try await store.inputs(of: id)
    // Only a waiting task has a plan that an answer may be about.
    let plan =
      asked.contains(where: \.isOpen)
      ? try await store.taskWithoutMessage(id, owner: owner)?.plan : nil
    let question = try InputRule.question(for: input, among: asked, plan: plan)
    // The answer is stored, and so is all that follows from it.
    if let fault = try await store.storageFault(of: owner) { throw fault }
    try await QuestionClosing(journal: services.journal, placement: placement).close(
      OpenInput(task: id, owner: owner, input: question), with: input.answer,
      telling: [.inputReceived(question, answer: input.answer)])
    return question.id
  }

  /// Waits until the task has ended or rests, at most `limit`.
  package func waitForEnd(of task: TaskID, atMost limit: Duration) async {
    await placement.waitForChange(of: task, atMost: limit)
  }

  // MARK: - Deletion

  /// Ends a task if necessary and removes it with its events.
  /// - Throws: `task_not_found`.
  package func delete(_ id: TaskID, owner: UserID) async throws {
    await endIfRunning(id, owner: owner)
    guard try await store.delete(task: id, owner: owner) else { throw HermesError.taskNotFound }
    isGone(id)
  }

  /// Removes a conversation with all its tasks, ending them if necessary.
  /// - Throws: `conversation_not_found`.
  package func delete(conversation id: ConversationID, owner: UserID) async throws {
    guard try await store.hasConversation(id, owner: owner) else {
      throw HermesError.conversationNotFound
    }
    let tasks = try await store.taskIDs(in: id, owner: owner)
    for task in await placement.tasks(in: id) { await endIfRunning(task, owner: owner) }
    guard try await store.delete(conversation: id, owner: owner) else {
      throw HermesError.conversationNotFound
    }
    for task in tasks { isGone(task) }
  }

  private func isGone(_ task: TaskID) {
    broadcaster.finish(.task(task))
    onDelete(task)
  }
}

extension HermesError {
  fileprivate static func agentNotLoaded(_ name: String) -> HermesError {
    HermesError(
      .agentNotFound, message: "No agent named \(name) is loaded.")
  }
}
