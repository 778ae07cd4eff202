import HermesContract
import HermesThreads
import Logging

/// Has each event stored, and only then handed to the broadcaster: whatever a client has seen is on disk.
///
/// One thread writes. All that is waiting when it turns to the queue becomes one transaction, so
/// load makes the groups larger and not the wait longer. The queue is bounded by its callers: an
/// awaiting task has one entry in it, an agent's call as many as its credit.
package final class Journal: Sendable {
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

  /// How often a journal that fails is tried for those who ask.
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
      // Refused by a rule: that says nothing of the storage.
      case .failure: break
      }
    }
  }

  /// Whether entries can be stored: what was said last of that, or after a failure a new try.
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

  /// The batch task by task, each task's entries in their order. Nobody has been told of any of
  /// them, so no order between tasks has been seen; what stands together is stored and sent together.
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

  /// Queues an entry and returns at once. `completion` runs on the journal's thread after the entry
  /// is stored and handed on, or has failed; it must not block.
  package func enqueue(_ entry: JournalEntry, completion: @escaping Completion) {
    let isAccepted = queue.signal { queue in
      guard !queue.isStopping else { return false }
      queue.pending.append(Pending(entry: entry, completion: completion))
      return true
    }
    if !isAccepted { completion(.failure(.journalStopped)) }
  }

  /// Stores an entry and hands it on.
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
