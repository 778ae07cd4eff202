import HermesContract
import HermesEvents
import Logging

/// Owns every task that runs: takes requests, starts and ends tasks, takes up what a restart left.
package actor Orchestrator {
  package struct Configuration: Sendable {
    /// Tasks of one user that run at once.
    package var runningPerUser = 8
    /// Tasks of one user that wait.
    package var queuedPerUser = 100
    /// Tasks that run at once in all.
    package var running = 256
    package var maximumQueryBytes = 16 << 10
    package var taskDeadline = Duration.seconds(600)
    /// How long the calls of a cancelled task may take: as long as the agents' own grace.
    package var cancelGrace = Duration.milliseconds(1500)
    package var retry = RetryPolicy()
    /// How long a question to a person stays open.
    package var inputLifetime = Duration.seconds(7 * 86_400)
    /// Whether every plan waits for its owner.
    package var requiresApproval = false
    /// How long the model may think of an intent, and as long of a plan.
    package var modelLimit = Duration.seconds(10)
    package init() {}
  }

  let configuration: Configuration
  let services: TaskPipeline.Services
  var isStopping = false
  var queue: TaskQueue
  struct Running {
    let task: Task<TaskPipeline.Ending?, Never>
    let stop: StopSignal
    let inbox: AnswerInbox
  }

  var running: [TaskID: Running] = [:]
  var held = HeldRequests()
  private let idle = IdleTasks()
  private var starting: Task<Void, Never>?
  /// Tasks that go on because somebody has answered.
  var answered: Set<TaskID> = []
  /// Tasks that a server had when it died, until they are taken up.
  private var orphaned: Set<TaskID> = []
  private var expiry: Task<Void, Never>?
  /// Ends of tasks that the storage did not take.
  var unstored: [JournalEntry] = []
  var storing: Task<Void, Never>?
  private var waiters: [TaskID: [EndWaiter]] = [:]

  package init(
    _ configuration: Configuration, journal: Journal, store: any TaskStore,
    invoker: any AgentInvoking, index: any AgentIndexing, models: (any ModelCompleting)? = nil,
    meter: (any TokenMeter)? = nil,
    spans: (any SpanRecording)? = nil, logger: Logger
  ) {
    self.configuration = configuration
    services = TaskPipeline.Services(
      journal: journal, store: store, invoker: invoker, search: AgentSearch(index: index),
      question: models.map {
        ModelQuestion(models: $0, limit: configuration.modelLimit, logger: logger)
      },
      meter: meter,
      rules: StepRules(retry: configuration.retry, inputLifetime: configuration.inputLifetime),
      cancelGrace: configuration.cancelGrace, taskDeadline: configuration.taskDeadline,
      spans: spans, logger: logger)
    queue = TaskQueue(
      limits: TaskQueue.Limits(
        runningPerUser: configuration.runningPerUser, queuedPerUser: configuration.queuedPerUser,
        running: configuration.running))
  }

  /// Disabled agents included.
  package nonisolated var agents: [AgentStatus] { services.invoker.agents }

  func hasTask(_ id: TaskID, owner: UserID) async throws -> Bool {
    try await services.store.outline(of: id, owner: owner) != nil
  }

  // MARK: - Requests

  /// Stores a task and starts it, or queues it.
  /// - Returns: the task, and whether it is the answer to an earlier request with the same key.
  package nonisolated func submit(
    _ request: Request
  ) async throws -> (task: TaskRecord, isReplay: Bool) {
    // Before the actor, which everybody's tasks need.
    try validate(request)
    return try await admit(request)
  }

  private func admit(_ request: Request) async throws -> (task: TaskRecord, isReplay: Bool) {
    guard !isStopping else { throw HermesError.stopping }
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
  /// - Throws: `idempotency_key_reused` if that was another request.
  private func earlier(_ request: Request) async throws -> TaskRecord? {
    guard let (key, fingerprint) = request.idempotency,
      let earlier = try await services.store.idempotency(owner: request.owner, key: key)
    else { return nil }
    guard earlier.fingerprint == fingerprint else {
      throw HermesError(
        .idempotencyKeyReused,
        "This Idempotency-Key was used with another body. Use a new key for a new request.")
    }
    return try await services.store.task(earlier.task, owner: request.owner)
  }

  private func create(_ request: Request) async throws -> TaskRecord {
    if let fault = try await services.store.storageFault(of: request.owner) { throw fault }
    let conversation = try await conversation(of: request)
    let interrupted = try tasksToInterrupt(for: request)
    var task = TaskRecord(
      id: .random(), owner: request.owner, conversation: conversation, message: request.message,
      directAgent: request.directAgent, createdAt: .now)
    task.trace = request.trace?.text
    task.requiresApproval =
      request.directAgent == nil && (request.requiresApproval || configuration.requiresApproval)
    let record = request.idempotency.map {
      IdempotencyRecord(key: $0.key, fingerprint: $0.fingerprint, task: task.id)
    }
    try queue.admit(QueuedTask(task))
    do throws(HermesError) {
      try held.admit(task)
      try await services.journal.append(
        JournalEntry(
          task: task.id, owner: task.owner,
          events: [.taskCreated(query: task.query, conversation: conversation)],
          changes: [.created(task, idempotency: record)]))
    } catch {
      held.remove(task.id)
      queue.withdraw(task.id)
      settle(task.id)
      throw error
    }
    queue.enqueue(QueuedTask(task))
    settle(task.id)
    // A request that is not stored, or that repeats an earlier one, interrupts nothing.
    for earlier in interrupted { _ = try? await cancel(earlier, owner: request.owner) }
    return task
  }

  private func conversation(of request: Request) async throws -> ConversationID {
    guard let id = request.conversation else { return .random() }
    guard try await services.store.hasConversation(id, owner: request.owner) else {
      throw HermesError.conversationNotFound
    }
    return id
  }

  /// - Throws: `conversation_busy`.
  private func tasksToInterrupt(for request: Request) throws(HermesError) -> [TaskID] {
    guard let conversation = request.conversation else { return [] }
    let busy = queue.tasks(in: conversation)
    switch request.onBusy {
    case .enqueue: return []
    case .reject:
      guard busy.isEmpty else {
        throw HermesError(
          .conversationBusy,
          "This conversation has a running task. Wait for it, or send on_busy enqueue or interrupt."
        )
      }
      return []
    case .interrupt: return busy + queue.resting(in: conversation)
    }
  }

  // MARK: - Running

  func startReady() {
    guard !isStopping else { return }
    let ready = queue.takeReady(idle: idle.all) { held.hold($0) }
    for task in ready { start(task) }
  }

  private func start(_ queued: QueuedTask) {
    let id = queued.id
    let stop = StopSignal()
    let inbox = AnswerInbox()
    let reason = answered.remove(id) == nil ? "server_restarted" : "input_received"
    let isAfterDeath = orphaned.remove(id) != nil
    let work = Task { [services, idle] () -> TaskPipeline.Ending? in
      guard let task = await StoredTask(queued, in: services.store).record() else {
        self.ended(id)
        return nil
      }
      let volume = TaskVolume()
      let pipeline = TaskPipeline(
        task, services: services, stop: stop, inbox: inbox, reason: reason,
        isAfterDeath: isAfterDeath, volume: volume, onIdle: { idle.set(id, isIdle: $0) })
      let guardian = TaskGuardian(
        deadline: services.taskDeadline - .milliseconds(task.worked), volume: volume,
        owner: task.owner, store: services.store)
      let ending = await guardian.run(stop) { await pipeline.run() }
      if let ending, !ending.status.isTerminal {
        self.rested(queued, inbox)
      } else {
        self.ended(id)
        self.keep(ending?.unstored)
      }
      return ending
    }
    running[id] = Running(task: work, stop: stop, inbox: inbox)
  }

  /// A task has come to rest, unless it was answered meanwhile.
  private func rested(_ task: QueuedTask, _ inbox: AnswerInbox) {
    running[task.id] = nil
    idle.forget(task.id)
    held.remove(task.id)
    queue.rest(task)
    if !inbox.isEmpty { wake(task.id) }
    settle(task.id)
  }

  private func ended(_ task: TaskID) {
    running[task] = nil
    held.remove(task)
    idle.forget(task)
    queue.finish(task)
    settle(task)
  }

  /// Tells whoever waits, and starts what has a place now.
  func settle(_ task: TaskID) {
    for waiter in waiters.removeValue(forKey: task) ?? [] { waiter.finish() }
    startReady()
  }

  /// Waits until the task has ended, but not longer than `limit`.
  package func waitForEnd(of task: TaskID, atMost limit: Duration) async {
    guard running[task] != nil || queue.contains(task) else { return }
    await waitForChange(of: task, atMost: limit)
  }

  /// Waits until a task has its place, is at rest or has ended.
  private func waitForChange(of task: TaskID, atMost limit: Duration) async {
    let waiter = EndWaiter()
    waiters[task, default: []].append(waiter)
    await waiter.wait(atMost: limit)
    waiters[task]?.removeAll { $0 === waiter }
    if waiters[task]?.isEmpty == true { waiters[task] = nil }
  }

  // MARK: - Cancel

  /// Ends a task.
  /// - Returns: the receipt of every step, in order.
  /// - Throws: `task_not_found`, or `task_ended` when there is nothing left to cancel.
  package func cancel(_ id: TaskID, owner: UserID) async throws -> [StepReceipt] {
    guard let task = try await services.store.outline(of: id, owner: owner) else {
      throw HermesError.taskNotFound
    }
    // Its owner may have seen its first event before the journal has answered whoever stores it.
    while queue.isArriving(id) { await waitForChange(of: id, atMost: services.cancelGrace) }
    while let running = running[id] {
      running.stop.set(.cancelled)
      running.task.cancel()
      guard let ending = await running.task.value else { return [] }
      // It may have come to rest just then, and may even be up again.
      if ending.status.isTerminal { return try receipt(of: ending) }
    }
    if queue.wake(id) != nil || answered.remove(id) != nil {
      _ = queue.remove(id)
      return try await cancelAtRest(id, owner: owner)
    }
    guard queue.remove(id) != nil else {
      throw HermesError(
        .taskEnded, "The task has ended already (\(task.status.rawValue)); nothing was cancelled."
      )
    }
    let log = TaskLog(task: id, owner: owner, journal: services.journal)
    let unstored = await log.end(
      [.taskFailed(.cancelled, duration: 0, receipt: [])],
      [.ended(.cancelled, result: nil, error: .cancelled, at: .now)])
    keep(unstored)
    ended(id)
    if unstored != nil { throw HermesError.unstoredEnd }
    return []
  }

  // MARK: - Start and stop

  /// Takes up every task that is not final: once, before requests are taken.
  /// - Parameter isAfterDeath: whether the server that had them did not end in order.
  package func resume(isAfterDeath: Bool) async throws {
    for (id, owner, bytes) in try await services.store.unfinishedTasks() {
      guard let task = try await services.store.taskWithoutMessage(id, owner: owner) else {
        continue
      }
      if isAfterDeath, task.endsItsServers {
        await fail(task)
        continue
      }
      if isAfterDeath { orphaned.insert(task.id) }
      let queued = QueuedTask(outline: task, bytes: bytes)
      if try await rests(task) { queue.rest(queued) } else { queue.enqueue(queued) }
    }
    startReady()
    starting = Task { [weak self, idle] in
      for await _ in idle.changes { await self?.startReady() }
    }
    expiry = Task { [weak self] in
      while !Task.isCancelled, let wait = await self?.expireInputs() {
        try? await Task.sleep(for: wait)
      }
    }
  }

  /// Takes nothing new, gives running tasks `grace` to end, and leaves the rest to the next start.
  package func stop(grace: Duration) async {
    isStopping = true
    expiry?.cancel()
    starting?.cancel()
    storing?.cancel()
    let end = ContinuousClock.now + grace
    for id in Array(running.keys) { await waitForEnd(of: id, atMost: end - .now) }
    for entry in running.values {
      entry.stop.set(.shutdown)
      entry.task.cancel()
    }
    for entry in Array(running.values) { _ = await entry.task.value }
    services.reading.stop()
    services.bodies.stop()
  }

  package var counts: (running: Int, queued: Int) { (queue.runningCount, queue.waitingCount) }
}

extension HermesError {
  fileprivate static let stopping = HermesError(
    .serverStopping, "The server is stopping. Send the request again in a moment.",
    isRetryable: true, retryAfter: .seconds(2))
}
