import HermesContract

/// Ends a task that nothing runs.
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

  /// - Parameter atRest: whether steps of it are open.
  /// - Returns: nil if the task can't be read.
  func cancel(atRest: Bool) async -> TaskPipeline.Ending? {
    guard atRest else {
      return await endTask(as: .cancelled, error: .cancelled, receipt: [])
    }
    guard let record = try? await services.store.taskWithoutMessage(task, owner: owner) else {
      return nil
    }
    return await TaskPipeline(record, services: services).cancelAtRest()
  }

  /// Ends a task that was being read, or planned, each time that a server died.
  func failForItsServers() async -> TaskPipeline.Ending {
    let error = HermesError(
      .crashedServer,
      message: "The server ended several times while it read this request. Say it in other words.")
    return await endTask(as: .failed, error: error, receipt: nil)
  }

  private func endTask(
    as status: TaskStatus, error: HermesError, receipt: [StepReceipt]?
  ) async -> TaskPipeline.Ending {
    let log = TaskLog(task: task, owner: owner, journal: services.journal)
    let unstored = await log.endTask(
      [.taskFailed(error, duration: 0, receipt: receipt)],
      changes: [.ended(status, result: nil, error: error, at: .now)])
    return TaskPipeline.Ending(status: status, receipt: receipt ?? [], unstored: unstored)
  }
}

extension TaskRecord {
  /// Whether it ran and has no plan after more starts than a whole reading has events.
  var endsItsServers: Bool { status == .running && plan == nil && lastSeq >= 8 }
}
