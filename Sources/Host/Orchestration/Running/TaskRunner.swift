import HermesContract
import HermesEvents

/// Runs the tasks that this process has claimed, and carries out commands on them.
///
/// A claimed task that is not yet in `running` is about to be added. It leaves `running` only
/// after its placement knows, so a task is never unaccounted for.
actor TaskRunner: TaskCommandHandling {
  private struct Running {
    let work: Task<TaskPipeline.Ending?, Never>
    let stop: StopSignal
    let inbox: AnswerInbox
    /// Whether it is only being ended and never ran.
    var isEnding = false
  }

  private let services: TaskPipeline.Services
  private let placement: any TaskPlacement
  private let ends: UnstoredEnds
  private var running: [TaskID: Running] = [:]
  /// Callers that wait for a claimed task to appear in `running`.
  private var awaited: [TaskID: [EndWaiter]] = [:]
  private var claiming: Task<Void, Never>?
  private var expiry: Task<Void, Never>?

  init(_ services: TaskPipeline.Services, placement: any TaskPlacement, ends: UnstoredEnds) {
    self.services = services
    self.placement = placement
    self.ends = ends
  }

  // MARK: - Start and stop

  /// Starts running placed tasks.
  func start() {
    guard claiming == nil else { return }
    claiming = Task { [placement] in
      for await _ in placement.ready {
        for task in await placement.claim() { startTask(task) }
      }
    }
    let closing = QuestionClosing(journal: services.journal, placement: placement)
    let expiry = QuestionExpiry(
      store: services.store, closing: closing, lifetime: services.rules.inputLifetime,
      logger: services.logger)
    self.expiry = Task { await expiry.run() }
  }

  /// Accepts no more tasks, gives running ones `grace` to end, and leaves the rest to the next
  /// start.
  func stop(grace: Duration) async {
    await placement.close()
    claiming?.cancel()
    expiry?.cancel()
    await ends.stop()
    // Everything it has claimed is in `running` when it returns.
    await claiming?.value
    await expiry?.value
    let end = ContinuousClock.now + grace
    for id in Array(running.keys) {
      await placement.waitForChange(of: id, atMost: end - .now)
    }
    for task in running.values {
      task.stop.set(.shutdown)
      task.work.cancel()
    }
    for task in Array(running.values) { _ = await task.work.value }
  }

  // MARK: - Running

  private func startTask(_ queued: QueuedTask) {
    let id = queued.id
    let stop = StopSignal()
    let inbox = AnswerInbox()
    let work = Task { [services, placement, ends] () -> TaskPipeline.Ending? in
      guard let task = await StoredTask(queued, in: services.store).record() else {
        await self.ended(queued)
        return nil
      }
      let volume = TaskVolume()
      let pipeline = TaskPipeline(
        task, services: services, stop: stop, inbox: inbox,
        reason: queued.isAnswered ? "input_received" : "server_restarted",
        isAfterDeath: queued.isAfterDeath, volume: volume,
        onIdle: { placement.setIdle(id, isIdle: $0) })
      let guardian = TaskGuardian(
        deadline: services.taskDeadline - .milliseconds(task.worked), volume: volume,
        owner: task.owner, store: services.store)
      let ending = await guardian.run(stop) { await pipeline.run() }
      if let ending, !ending.status.isTerminal {
        await self.cameToRest(queued, inbox: inbox)
      } else {
        await ends.keep(ending?.unstored)
        await self.ended(queued)
      }
      return ending
    }
    begin(id, task: Running(work: work, stop: stop, inbox: inbox))
  }

  private func begin(_ id: TaskID, task: Running) {
    running[id] = task
    for waiter in awaited.removeValue(forKey: id) ?? [] { waiter.finish() }
  }

  /// The task has come to rest, unless it was answered in the meantime.
  private func cameToRest(_ task: QueuedTask, inbox: AnswerInbox) async {
    await placement.release(task, atRest: true)
    running[task.id] = nil
    if !inbox.isEmpty { await placement.wake(task.id) }
  }

  private func ended(_ task: QueuedTask) async {
    await placement.release(task, atRest: false)
    running[task.id] = nil
  }

  // MARK: - Commands

  func carryOut(
    _ command: TaskCommand, on task: TaskID, of owner: UserID
  ) async throws -> [StepReceipt] {
    switch command {
    case .cancel: return try await cancel(task, of: owner)
    case .goOn(let answer):
      if let running = running[task] {
        running.inbox.deposit(answer)
      } else {
        await placement.wake(task)
      }
      return []
    }
  }

  private func cancel(_ id: TaskID, of owner: UserID) async throws -> [StepReceipt] {
    while true {
      if let running = running[id] {
        running.stop.set(.cancelled)
        if !running.isEnding { running.work.cancel() }
        guard let ending = await running.work.value else {
          throw await refusal(of: id, owner)
        }
        // It may have come to rest just now, and may even be running again.
        guard ending.status.isTerminal else { continue }
        // A task whose end is not stored would be resumed by the next start, so it is not cancelled
        // yet.
        guard ending.unstored == nil else { throw HermesError.unstoredEnd }
        return ending.receipt
      }
      switch await placement.takeOut(id) {
      // Its owner may have seen its first event before the journal has answered the process that
      // stores it.
      case .arriving: await placement.waitForChange(of: id, atMost: services.cancelGrace)
      case .claimed: await appearance(of: id)
      case .waiting(let task): endTask(task, atRest: task.isAnswered)
      case .resting(let task): endTask(task, atRest: true)
      case .absent: throw await refusal(of: id, owner)
      }
    }
  }

  /// Why a task that is not running cannot be cancelled.
  private func refusal(of id: TaskID, _ owner: UserID) async -> HermesError {
    do {
      guard let status = try await services.store.outline(of: id, owner: owner)?.status else {
        return .taskNotFound
      }
      guard status.isTerminal else {
        return await placement.isClosed ? .stopping : .unstoredEnd
      }
      return HermesError(
        .taskEnded,
        message: "The task has ended already (\(status.rawValue)); nothing was cancelled.")
    } catch { return .journalUnavailable }
  }

  /// Waits until a claimed task is in `running`, or may have ended in the meantime.
  private func appearance(of id: TaskID) async {
    guard running[id] == nil else { return }
    let waiter = EndWaiter()
    awaited[id, default: []].append(waiter)
    await waiter.wait(atMost: services.cancelGrace)
    awaited[id]?.removeAll { $0 === waiter }
    if awaited[id]?.isEmpty == true { awaited[id] = nil }
  }

  /// Ends a task that was taken out of its place.
  /// - Parameter atRest: whether it has open steps.
  private func endTask(_ task: QueuedTask, atRest: Bool) {
    let work = Task { [services, placement, ends] () -> TaskPipeline.Ending? in
      let ending = await UnrunTask(task, services: services).cancel(atRest: atRest)
      guard let ending else {
        // It could not be read: leave it where it was.
        await placement.adopt(task, atRest: atRest && !task.isAnswered)
        self.running[task.id] = nil
        return nil
      }
      await ends.keep(ending.unstored)
      await self.ended(task)
      return ending
    }
    begin(
      task.id, task: Running(work: work, stop: StopSignal(), inbox: AnswerInbox(), isEnding: true))
  }
}
