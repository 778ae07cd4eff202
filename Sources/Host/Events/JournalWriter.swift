import HermesContract
import Logging

/// The work of the journal's thread: commits a batch and publishes it.
struct JournalWriter: Sendable {
  let store: any JournalStore
  let broadcaster: Broadcaster
  let logger: Logger

  /// Returns one result per entry. If a group fails, each entry is tried on its own, so that an
  /// entry that cannot be stored does not take others with it. An entry that a rule refuses always
  /// fails alone.
  func write(_ entries: [JournalEntry]) -> [Result<Void, HermesError>] {
    do { return try commit(entries) } catch {
      guard entries.count == 1 else { return entries.flatMap { write([$0]) } }
      logger.error("journal write failed", metadata: ["error": "\(error)"])
      broadcaster.metrics.journalFailures.add()
      return [.failure(.journalUnavailable)]
    }
  }

  private func commit(_ entries: [JournalEntry]) throws -> [Result<Void, HermesError>] {
    let begin = ContinuousClock.now
    let results = try store.commit(entries) { $0.encoded($1) }
    let events = results.flatMap { (try? $0.get())?.events ?? [] }
    let metrics = broadcaster.metrics
    metrics.commits.record((ContinuousClock.now - begin) / .seconds(1))
    metrics.events.add(events.count)
    broadcaster.publish(events)
    return results.map { $0.map { _ in () } }
  }
}
