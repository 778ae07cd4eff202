import HermesContract
import HermesEvents
import Synchronization

/// Writes one task's events and state to the journal.
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

  /// Keeps events and changes for the commit of what follows within microseconds: a commit is the dearest part of a
  /// short task. Whoever waits for anything before that calls `flush`.
  func add(_ events: [EventDraft], changes: [TaskChange] = []) {
    outbox.content.withLock { $0 += JournalAdditions(events: events, changes: changes) }
  }

  /// Stores what is kept.
  func flush() async throws(HermesError) {
    let entry = entry()
    guard !entry.events.isEmpty || !entry.changes.isEmpty else { return }
    try await journal.append(entry)
  }

  /// Stores what is kept and what is given, in one commit.
  func append(_ events: EventDraft..., changes: [TaskChange] = []) async throws(HermesError) {
    try await append(events, changes: changes)
  }

  func append(_ events: [EventDraft], changes: [TaskChange]) async throws(HermesError) {
    try await journal.append(entry(of: events, changes: changes))
  }

  /// Stores how the task ends.
  /// - Returns: what is to be stored later, since the storage fails now; nil if it is stored, or can
  ///   never be: then the task is taken up at the next start, or is gone.
  func endTask(_ events: [EventDraft], changes: [TaskChange]) async -> JournalEntry? {
    let entry = entry(of: events, changes: changes)
    do throws(HermesError) {
      try await journal.append(entry)
      return nil
    } catch { return error.known == .journalUnavailable ? entry : nil }
  }

  /// Queues an event, not behind what is kept; `stored` is called when it is durable or could not be stored.
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

/// What a task's log keeps. A class, since a log is copied to every step.
private final class Outbox: Sendable {
  let content = Mutex(JournalAdditions())
}
