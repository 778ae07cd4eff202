import HermesContract

/// The record of a task that starts.
struct StoredTask {
  private static let patience: Duration = .seconds(1)

  private let queued: QueuedTask
  private let store: any TaskLookup

  init(_ queued: QueuedTask, in store: any TaskLookup) {
    self.queued = queued
    self.store = store
  }

  /// As the queue has it, else as it is stored now, with its plan; nil if it has been deleted. While the storage
  /// fails it is asked again; cancelling the surrounding task ends that, and then the record has no message.
  func record() async -> TaskRecord? {
    if let record = queued.record { return record }
    while true {
      // A task that is cancelled is read all the same: its end has to be journalled.
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
