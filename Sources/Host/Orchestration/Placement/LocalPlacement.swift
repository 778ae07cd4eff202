import HermesContract
import Synchronization

/// The placement for a single process that runs all tasks: the queue is in memory and commands go
/// directly to the runner.
///
/// The state is small and under one lock. The only waiting is for changes of a task.
final class LocalPlacement: TaskPlacement {
  private struct State {
    var queue: TaskQueue
    var held = HeldRequests()
    /// Running tasks whose every call is waiting for its agent. They do not count as running, so
    /// that a few users of a slow agent do not block everyone from the other agents.
    var idle: Set<TaskID> = []
    var waiters: [TaskID: [EndWaiter]] = [:]
    var handler: (any TaskCommandHandling)?
    var isClosed = false
  }

  private let state: Mutex<State>
  let ready: AsyncStream<Void>
  private let readiness: AsyncStream<Void>.Continuation

  init(limits: TaskQueue.Limits) {
    state = Mutex(State(queue: TaskQueue(limits: limits)))
    // One check finds everything that is ready, however many announcements there were.
    (ready, readiness) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// - Parameter handler: receives commands from now on; nil if none does.
  func setHandler(_ handler: (any TaskCommandHandling)?) {
    state.withLock { $0.handler = handler }
  }

  // MARK: - Requests

  func admit(_ task: TaskRecord, onBusy: TaskRequest.OnBusy) throws(HermesError) -> [TaskID] {
    try state.withLock { state throws(HermesError) in
      guard !state.isClosed else { throw .stopping }
      let busy = onBusy == .enqueue ? [] : state.queue.tasks(in: task.conversation)
      guard busy.isEmpty || onBusy != .reject else { throw .conversationBusy }
      let resting = onBusy == .interrupt ? state.queue.resting(in: task.conversation) : []
      try state.queue.admit(QueuedTask(task))
      do throws(HermesError) { try state.held.admit(task) } catch {
        state.queue.withdraw(task.id)
        throw error
      }
      return busy + resting
    }
  }

  func enqueue(_ task: TaskRecord) {
    changePlace(of: task.id) { $0.queue.enqueue(QueuedTask(task)) }
  }

  func withdraw(_ task: TaskRecord) {
    changePlace(of: task.id) {
      $0.held.remove(task.id)
      $0.queue.withdraw(task.id)
    }
  }

  // MARK: - For the runner

  func claim() -> [QueuedTask] {
    state.withLock { state in
      guard !state.isClosed else { return [] }
      return state.queue.takeReady(idle: state.idle) { state.held.admit($0) }
    }
  }

  func setIdle(_ task: TaskID, isIdle: Bool) {
    state.withLock { state in
      if isIdle { state.idle.insert(task) } else { state.idle.remove(task) }
    }
    if isIdle { readiness.yield() }
  }

  func release(_ task: QueuedTask, atRest: Bool) {
    changePlace(of: task.id) { state in
      state.idle.remove(task.id)
      state.held.remove(task.id)
      if atRest { state.queue.setAtRest(task) } else { state.queue.finish(task.id) }
    }
  }

  func adopt(_ task: QueuedTask, atRest: Bool) {
    changePlace(of: task.id) {
      if atRest { $0.queue.setAtRest(task) } else { $0.queue.enqueue(task) }
    }
  }

  func wake(_ task: TaskID) {
    state.withLock { state in
      guard var woken = state.queue.remove(task, from: .resting) else { return }
      woken.isAnswered = true
      state.queue.enqueue(woken)
    }
    readiness.yield()
  }

  func takeOut(_ task: TaskID) -> TakenOut {
    state.withLock { state in
      switch state.queue.place(of: task) {
      case .arriving: return .arriving
      case .running: return .claimed
      case .waiting:
        state.held.remove(task)
        return state.queue.remove(task, from: .waiting).map(TakenOut.waiting) ?? .absent
      case .resting:
        return state.queue.remove(task, from: .resting).map(TakenOut.resting) ?? .absent
      case nil: return .absent
      }
    }
  }

  // MARK: - For everyone

  func send(
    _ command: TaskCommand, to task: TaskID, of owner: UserID
  ) async throws -> [StepReceipt] {
    guard let handler = state.withLock({ $0.handler }) else { throw HermesError.stopping }
    return try await handler.carryOut(command, on: task, of: owner)
  }

  func tasks(in conversation: ConversationID) -> [TaskID] {
    state.withLock { $0.queue.tasks(in: conversation) + $0.queue.resting(in: conversation) }
  }

  func tasks(of owner: UserID) -> [TaskID] { state.withLock { $0.queue.tasks(of: owner) } }

  func waitForChange(of task: TaskID, atMost limit: Duration) async {
    let waiter = EndWaiter()
    let mayChange = state.withLock { state in
      switch state.queue.place(of: task) {
      case nil, .resting: return false
      case .arriving, .waiting, .running:
        state.waiters[task, default: []].append(waiter)
        return true
      }
    }
    guard mayChange else { return }
    await waiter.wait(atMost: limit)
    state.withLock { state in
      state.waiters[task]?.removeAll { $0 === waiter }
      if state.waiters[task]?.isEmpty == true { state.waiters[task] = nil }
    }
  }

  var counts: (running: Int, queued: Int) {
    state.withLock { ($0.queue.runningCount, $0.queue.waitingCount) }
  }

  func close() { state.withLock { $0.isClosed = true } }
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Changes a task's place, resumes those who wait for that, and has the runner check what may
  /// start.
  private func changePlace(of task: TaskID, _ body: (inout State) -> Void) {
    let waiters = state.withLock { state in
      body(&state)
      return state.waiters.removeValue(forKey: task) ?? []
    }
    for waiter in waiters { waiter.finish() }
    readiness.yield()
  }
}

extension HermesError {
  static let stopping = HermesError(
    .serverStopping, message: "The server is stopping. Send the request again in a moment.",
    isRetryable: true, retryAfter: .seconds(2))
  fileprivate static let conversationBusy = HermesError(
    .conversationBusy,
    message:
      "This conversation has a running task. Wait for it, or send on_busy enqueue or interrupt.")
}
