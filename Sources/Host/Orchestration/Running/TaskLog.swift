import HermesContract
import HermesEvents
import Synchronization

/// Writes the events and state of one task to the journal.
struct TaskLog: Sendable {
  let task: TaskID
  let owner: UserID
  let journal: Journal
  /// Counts what an agent streams.
  var volume: TaskVolume?
  private let outbox = Outbox()

  init(task: TaskID, owner: UserID, journal: Journal, volume: TaskVolume? = nil) {
    self.task = task
    self.owner = owner
    self.journal = journal
    self.volume = volume
  }

  /// Holds events and changes for the next commit, if that follows within microseconds: commits
  /// dominate the cost of a short task. Call `flush` before waiting for anything else.
  func add(_ events: [EventDraft], changes: [TaskChange] = []) {
    outbox.content.withLock { $0 += JournalAdditions(events: events, changes: changes) }
  }

  /// Stores what is held.
  func flush() async throws(HermesError) {
    let entry = entry()
    guard !entry.events.isEmpty || !entry.changes.isEmpty else { return }
    try await journal.append(entry)
  }

  /// Stores what is held together with the given events, in one commit.
  func append(_ events: EventDraft..., changes: [TaskChange] = []) async throws(HermesError) {
    try await append(events, changes: changes)
  }

  func append(_ events: [EventDraft], changes: [TaskChange]) async throws(HermesError) {
    try await journal.append(entry(of: events, changes: changes))
  }

  /// Stores how the task ends.
  /// - Returns: the entry to store later if the storage fails now; nil if it is stored or never can
  ///   be, in which case the task was deleted or is resumed at the next start.
  func endTask(_ events: [EventDraft], changes: [TaskChange]) async -> JournalEntry? {
    let entry = entry(of: events, changes: changes)
    do throws(HermesError) {
      try await journal.append(entry)
      return nil
    } catch { return error.known == .journalUnavailable ? entry : nil }
  }

  /// Queues an event without waiting for what is held. `stored` is called when the event is durable
  /// or could not be stored.
  func enqueue(_ event: EventDraft, stored: @escaping @Sendable () -> Void) {
    volume?.add(event.data.count + event.message.utf8.count)
    journal.enqueue(JournalEntry(task: task, owner: owner, events: [event])) { _ in stored() }
  }

  private func entry(of events: [EventDraft] = [], changes: [TaskChange] = []) -> JournalEntry {
    let kept = outbox.content.withLock { content in
      defer { content = JournalAdditions() }
      return content
    }
    return JournalEntry(
      task: task, owner: owner, events: kept.events + events, changes: kept.changes + changes)
  }
}

/// What a task's log holds. A class, because logs are copied to every step.
private final class Outbox: Sendable {
  let content = Mutex(JournalAdditions())
}
