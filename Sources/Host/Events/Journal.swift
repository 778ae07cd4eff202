import HermesContract
import HermesThreads
import Logging

/// Stores every event before passing it to the broadcaster: whatever a client has seen is on disk.
///
/// A single thread writes. Everything that is queued when it looks becomes one transaction, so
/// that load makes the groups larger rather than the wait longer. The callers bound the queue: an
/// awaiting task has one entry in it, and a call of an agent as many as its credit allows.
package final class Journal: Sendable {
  /// Called with the outcome of an entry.
  package typealias Completion = @Sendable (Result<Void, HermesError>) -> Void

  private struct Pending: Sendable {
    let entry: JournalEntry
    let completion: Completion
  }

  private struct Queue: Sendable {
    var pending: [Pending] = []
    var isStopping = false
  }

  private struct Health: Sendable {
    var isFailing = false
    var probedAt: ContinuousClock.Instant?
  }

  /// How often a failing journal is probed on behalf of `works()`.
  private static let probeInterval = Duration.seconds(1)

  private let queue = Monitor(Queue())
  private let health = Monitor(Health())
  private let thread: NamedThread

  /// - Throws: `ThreadFailure`.
  package init(store: any JournalStore, broadcaster: Broadcaster, logger: Logger) throws {
    let writer = JournalWriter(store: store, broadcaster: broadcaster, logger: logger)
    let (queue, health) = (queue, health)
    thread = try NamedThread("journal") {
      while let batch = Self.nextBatch(from: queue) {
        let batch = Self.byTask(batch)
        let results = writer.write(batch.map(\.entry))
        Self.recordHealth(of: results, in: health)
        for (pending, result) in zip(batch, results) { pending.completion(result) }
      }
    }
  }

  private static func recordHealth(
    of results: [Result<Void, HermesError>], in health: Monitor<Health>
  ) {
    for result in results {
      switch result {
      case .success: health.withLock { $0.isFailing = false }
      case .failure(.journalUnavailable): health.withLock { $0.isFailing = true }
      // A rule refused the entry, which says nothing about the storage.
      case .failure: break
      }
    }
  }

  /// Whether entries can be stored, according to the last commit or, after a failure, a new
  /// attempt.
  package func works() async -> Bool {
    let (isFailing, probes) = health.withLock { health -> (Bool, Bool) in
      guard health.isFailing else { return (false, false) }
      guard health.probedAt.map({ .now - $0 >= Self.probeInterval }) ?? true else {
        return (true, false)
      }
      health.probedAt = .now
      return (true, true)
    }
    guard isFailing else { return true }
    guard probes else { return false }
    return (try? await append(.probe)) != nil
  }

  private static func nextBatch(from queue: Monitor<Queue>) -> [Pending]? {
    queue.wait { queue -> [Pending]?? in
      guard queue.pending.isEmpty else {
        defer { queue.pending.removeAll(keepingCapacity: true) }
        return .some(queue.pending)
      }
      return queue.isStopping ? .some(nil) : nil
    }
  }

  /// The batch grouped by task, keeping the order within each task. None of the entries has been
  /// confirmed, so no one has seen an order between tasks; grouped entries are stored and sent
  /// together.
  private static func byTask(_ batch: [Pending]) -> [Pending] {
    guard let first = batch.first, batch.contains(where: { $0.entry.task != first.entry.task })
    else { return batch }
    var places: [TaskID: Int] = [:]
    var groups: [[Pending]] = []
    for pending in batch {
      if let place = places[pending.entry.task] {
        groups[place].append(pending)
      } else {
        places[pending.entry.task] = groups.count
        groups.append([pending])
      }
    }
    return groups.flatMap { $0 }
  }

  /// Queues an entry and returns immediately. `completion` runs on the journal's thread after the
  /// entry has been stored and published, or has failed; it must not block.
  package func enqueue(_ entry: JournalEntry, completion: @escaping Completion) {
    let isAccepted = queue.signal { queue in
      guard !queue.isStopping else { return false }
      queue.pending.append(Pending(entry: entry, completion: completion))
      return true
    }
    if !isAccepted { completion(.failure(.journalStopped)) }
  }

  /// Stores an entry and publishes it.
  package func append(_ entry: JournalEntry) async throws(HermesError) {
    let result = await withCheckedContinuation { continuation in
      enqueue(entry) { continuation.resume(returning: $0) }
    }
    try result.get()
  }

  /// Writes what is queued and ends the thread. Blocks; not for the cooperative pool.
  package func stop() {
    queue.broadcast { $0.isStopping = true }
    thread.join()
  }
}

extension HermesError {
  fileprivate static let journalStopped = HermesError(
    .serverStopping, message: "The server is stopping. Send the request again in a moment.",
    isRetryable: true)
}
