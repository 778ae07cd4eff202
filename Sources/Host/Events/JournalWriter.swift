import HermesContract
import Logging

/// The journal's thread at work: commits a batch and publishes it.
struct JournalWriter: Sendable {
  let store: any JournalStore
  let broadcaster: Broadcaster
  let logger: Logger

  /// One result per entry. If a group fails, each entry is tried alone, so that one that can't be
  /// stored (its user was deleted, say) takes no other with it.
  func write(_ entries: [JournalEntry]) -> [Result<Void, HermesError>] {
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

  private func commit(_ entries: [JournalEntry]) throws {
    let begin = ContinuousClock.now
    let events = try store.commit(entries) { $0.encoded($1) }.flatMap(\.events)
    let metrics = broadcaster.metrics
    metrics.commits.record((ContinuousClock.now - begin) / .seconds(1))
    metrics.events.add(events.count)
    broadcaster.publish(events)
  }
}
