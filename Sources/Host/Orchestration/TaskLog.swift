import HermesContract
import HermesEvents

/// Writes one task's events and state to the journal.
struct TaskLog: Sendable {
  let task: TaskID
  let owner: UserID
  let journal: Journal

  func append(_ events: EventDraft..., changes: [TaskChange] = []) async throws(HermesError) {
    try await journal.append(
      JournalEntry(task: task, owner: owner, events: events, changes: changes))
  }

  func append(_ events: [EventDraft], changes: [TaskChange]) async throws(HermesError) {
    try await journal.append(
      JournalEntry(task: task, owner: owner, events: events, changes: changes))
  }

  /// Queues an event; `stored` is called when it is durable or could not be stored.
  func enqueue(_ event: EventDraft, stored: @escaping @Sendable () -> Void) {
    journal.enqueue(JournalEntry(task: task, owner: owner, events: [event])) { _ in stored() }
  }
}
