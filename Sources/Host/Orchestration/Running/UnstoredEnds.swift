import HermesContract
import HermesEvents

/// Ends of tasks that could not be stored, usually because the disk was full. Storing them is
/// retried until it succeeds. Until then clients see the tasks as they are stored.
actor UnstoredEnds {
  private static let shortestWait = Duration.seconds(1)
  private static let longestWait = Duration.seconds(30)

  private let journal: Journal
  private var entries: [JournalEntry] = []
  private var storing: Task<Void, Never>?
  private var isStopping = false

  init(journal: Journal) { self.journal = journal }

  var isEmpty: Bool { entries.isEmpty }

  /// - Parameter entry: nil if the end was stored.
  func keep(_ entry: JournalEntry?) {
    guard let entry, !isStopping else { return }
    entries.append(entry)
    guard storing == nil else { return }
    storing = Task { await store() }
  }

  /// Leaves unstored ends to the next start, which resumes the tasks.
  func stop() async {
    isStopping = true
    storing?.cancel()
    await storing?.value
  }

  private func store() async {
    var wait = Self.shortestWait
    while let entry = entries.first {
      do { try await Task.sleep(for: wait) } catch { return }
      // Edited in place, because entries may have been added in the meantime.
      let log = TaskLog(task: entry.task, owner: entry.owner, journal: journal)
      if await log.endTask(entry.events, changes: entry.changes) == nil {
        entries.removeFirst()
        wait = .zero
      } else {
        wait = min(max(wait * 2, Self.shortestWait), Self.longestWait)
      }
    }
    storing = nil
  }
}

extension HermesError {
  static let unstoredEnd = HermesError(
    .journalUnavailable,
    message:
      "The task has stopped, and its end can't be stored now. It is stored as soon as that works again.",
    isRetryable: true, retryAfter: .seconds(5))
}
