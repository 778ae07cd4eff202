import HermesContract

/// Ends a task that is not running.
struct UnrunTask: Sendable {
  private let task: TaskID
  private let owner: UserID
  private let services: TaskPipeline.Services

  init(_ task: QueuedTask, services: TaskPipeline.Services) {
    (self.task, owner) = (task.id, task.owner)
    self.services = services
  }

  init(_ task: TaskRecord, services: TaskPipeline.Services) {
    (self.task, owner) = (task.id, task.owner)
    self.services = services
  }

  /// - Parameter atRest: whether it has open steps.
  /// - Returns: nil if the task cannot be read.
  func cancel(atRest: Bool) async -> TaskPipeline.Ending? {
    guard atRest else {
      return await endTask(as: .cancelled, error: .cancelled, receipt: [])
    }
    do {
      guard let record = try await services.store.taskWithoutMessage(task, owner: owner) else {
        // It was deleted, so there is nothing to store.
        return TaskPipeline.Ending(status: .cancelled, receipt: [], unstored: nil)
      }
      return await TaskPipeline(record, services: services).cancelAtRest()
    } catch { return nil }
  }

  /// Ends a task during whose reading or planning a server died each time.
  func failForItsServers() async -> TaskPipeline.Ending {
    let error = HermesError(
      .crashedServer,
      message: "The server ended several times while it read this request. Say it in other words.")
    return await endTask(as: .failed, error: error, receipt: nil)
  }

  private func endTask(
    as status: TaskStatus, error: HermesError, receipt: [StepReceipt]?
  ) async -> TaskPipeline.Ending {
    services.metrics.taskEnded(status, after: 0)
    let log = TaskLog(task: task, owner: owner, journal: services.journal)
    let unstored = await log.endTask(
      [.taskFailed(error, duration: 0, receipt: receipt)],
      changes: [.ended(status, result: nil, error: error, at: .now)])
    return TaskPipeline.Ending(status: status, receipt: receipt ?? [], unstored: unstored)
  }
}

extension TaskRecord {
  /// Whether it was started, has no plan, and has more events than one complete reading produces.
  var endsItsServers: Bool { status == .running && plan == nil && lastSeq >= 8 }
}
