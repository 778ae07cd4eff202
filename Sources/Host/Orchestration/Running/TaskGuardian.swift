import HermesContract

/// Stops a task that exceeds its deadline or its owner's storage quota. It only cancels: the task
/// itself journals how it ended.
struct TaskGuardian: Sendable {
  /// How long the task may run from now on.
  let deadline: Duration
  let volume: TaskVolume
  let owner: UserID
  let store: any StorageRoom

  private enum Event<Value: Sendable>: Sendable {
    case ended(Value)
    case stop(StopSignal.Cause?)
  }

  /// - Parameter stop: set to the cause before `body` is cancelled.
  /// - Returns: what `body` returns, even if it was cancelled.
  func run<Value: Sendable>(
    _ stop: StopSignal, body: @escaping @Sendable () async -> Value
  ) async -> Value {
    await withTaskGroup(of: Event<Value>.self) { group in
      group.addTask { .ended(await body()) }
      group.addTask {
        try? await Patience.wait(deadline)
        return .stop(Task.isCancelled ? nil : .deadline)
      }
      group.addTask { .stop(await fault().map { .quota($0) }) }
      while let event = await group.next() {
        switch event {
        case .ended(let value):
          group.cancelAll()
          return value
        case .stop(let cause):
          if let cause { stop.set(cause) }
          group.cancelAll()
        }
      }
      preconditionFailure("The body is a child of the group and ends in it.")
    }
  }

  /// Checks the quota whenever the task has stored another interval of bytes. Returns when there is
  /// no room left, or when the task is over.
  private func fault() async -> HermesError? {
    for await _ in volume.looks {
      // A failed read is retried at the next check.
      if let fault = try? await store.storageFault(of: owner) { return fault }
    }
    return nil
  }
}
