import HermesContract
import HermesEvents

/// Writes one task's events and state to the journal.
struct TaskLog: Sendable {
  let task: TaskID
  let owner: UserID
  let journal: Journal
  /// Counts what an agent streams.
  var volume: TaskVolume?

  func append(_ events: EventDraft..., changes: [TaskChange] = []) async throws(HermesError) {
    try await journal.append(
      JournalEntry(task: task, owner: owner, events: events, changes: changes))
  }

  func append(_ events: [EventDraft], changes: [TaskChange]) async throws(HermesError) {
    try await journal.append(
      JournalEntry(task: task, owner: owner, events: events, changes: changes))
  }

  /// Stores how the task ends.
  /// - Returns: what is to be stored later, since the storage fails now; nil if it is stored, or can
  ///   never be: then the task is taken up at the next start, or is gone.
  func end(_ events: [EventDraft], _ changes: [TaskChange]) async -> JournalEntry? {
    let entry = JournalEntry(task: task, owner: owner, events: events, changes: changes)
    do throws(HermesError) {
      try await journal.append(entry)
      return nil
    } catch { return error.known == .journalUnavailable ? entry : nil }
  }

  /// Queues an event; `stored` is called when it is durable or could not be stored.
  func enqueue(_ event: EventDraft, stored: @escaping @Sendable () -> Void) {
    volume?.add(event.data.count + event.message.utf8.count)
    journal.enqueue(JournalEntry(task: task, owner: owner, events: [event])) { _ in stored() }
  }
}
