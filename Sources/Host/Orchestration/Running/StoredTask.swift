import HermesContract

/// Reads the record of a task that is about to start.
struct StoredTask {
  private static let patience: Duration = .seconds(1)

  private let queued: QueuedTask
  private let store: any TaskLookup

  init(_ queued: QueuedTask, in store: any TaskLookup) {
    self.queued = queued
    self.store = store
  }

  /// The record from the queue, or the stored one with its plan; nil if the task has been deleted.
  /// Keeps trying while the storage fails. Cancelling the surrounding task ends that, and the
  /// record then has no message.
  func record() async -> TaskRecord? {
    if let record = queued.record { return record }
    while true {
      // Read even if the task is cancelled: its end has to be journalled.
      let reading = Task { [store, queued] in try await store.task(queued.id, owner: queued.owner) }
      if case .success(let record) = await reading.result { return record }
      do { try await Task.sleep(for: Self.patience) } catch {
        return TaskRecord(
          id: queued.id, owner: queued.owner, conversation: queued.conversation,
          message: Message(parts: []), directAgent: nil, createdAt: .now)
      }
    }
  }
}
