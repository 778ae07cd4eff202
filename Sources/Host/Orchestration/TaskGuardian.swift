import HermesContract

/// Stops a task that runs too long, or that stores more than its owner has room for. It only cancels: the task
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

  /// - Parameter stop: is told why, before `body` is cancelled.
  /// - Returns: what `body` returns, also when it was cancelled.
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

  /// Looks whenever the task has stored much; returns when there is no room, or the task is over.
  private func fault() async -> HermesError? {
    for await _ in volume.looks {
      // What can't be read now is looked at the next time.
      if let fault = try? await store.storageFault(of: owner) { return fault }
    }
    return nil
  }
}
