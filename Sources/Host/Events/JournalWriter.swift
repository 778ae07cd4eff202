import HermesContract
import Logging

/// The journal's thread at work: numbers a batch, commits it, publishes it.
struct JournalWriter {
  private let store: any JournalStore
  private let broadcaster: Broadcaster
  private let logger: Logger
  private var cursor: Int64
  /// The last seq of each task that is being written; forgotten at its terminal event.
  private var seqs: [TaskID: Int64] = [:]

  init(store: any JournalStore, lastCursor: Int64, broadcaster: Broadcaster, logger: Logger) {
    self.store = store
    self.cursor = lastCursor
    self.broadcaster = broadcaster
    self.logger = logger
  }

  /// One result per entry. If a group fails, each entry is tried alone, so that one that can't be
  /// stored (its user was deleted, say) takes no other with it.
  mutating func write(_ entries: [JournalEntry]) -> [Result<Void, HermesError>] {
    do {
      try commit(entries)
      return entries.map { _ in .success(()) }
    } catch {
      guard entries.count == 1 else { return entries.flatMap { write([$0]) } }
      // Refused by a rule, and no fault of the store.
      if let error = error as? HermesError { return [.failure(error)] }
      logger.error("journal write failed", metadata: ["error": "\(error)"])
      return [.failure(.journalUnavailable)]
    }
  }

  private mutating func commit(_ entries: [JournalEntry]) throws {
    var cursor = cursor
    var seqs: [TaskID: Int64] = [:]
    var ended: [TaskID] = []
    var committed: [CommittedEntry] = []
    committed.reserveCapacity(entries.count)
    for entry in entries {
      var events: [CommittedEvent] = []
      if !entry.events.isEmpty {
        events.reserveCapacity(entry.events.count)
        var seq = try seqs[entry.task] ?? self.seqs[entry.task] ?? store.lastSeq(of: entry.task)
        for draft in entry.events {
          cursor += 1
          seq += 1
          events.append(
            CommittedEvent(
              task: entry.task, owner: entry.owner, type: draft.type, seq: seq, cursor: cursor,
              json: draft.encoded(task: entry.task, seq: seq, cursor: cursor)))
          if draft.type.isTerminal { ended.append(entry.task) }
        }
        seqs[entry.task] = seq
      }
      committed.append(
        CommittedEntry(task: entry.task, owner: entry.owner, events: events, changes: entry.changes)
      )
    }
    let begin = ContinuousClock.now
    try store.commit(committed)
    let metrics = broadcaster.metrics
    metrics.commits.record((ContinuousClock.now - begin) / .seconds(1))
    metrics.events.add(committed.reduce(0) { $0 + $1.events.count })
    self.cursor = cursor
    self.seqs.merge(seqs) { $1 }
    for task in ended { self.seqs[task] = nil }
    broadcaster.publish(committed.flatMap(\.events))
  }
}
