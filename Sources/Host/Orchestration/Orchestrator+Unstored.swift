import HermesContract
import HermesEvents

/// Ends of tasks that could not be stored, on a full disk mostly: they are tried again until they are.
/// Whoever asks meanwhile sees the tasks as they are stored.
extension Orchestrator {
  private static let shortestWait = Duration.seconds(1)
  private static let longestWait = Duration.seconds(30)

  /// Why no tasks are taken now.
  package enum Obstacle: String, Sendable {
    case stopping
    case storage = "storage_failing"
    case disk = "disk_nearly_full"
  }

  /// nil if tasks are taken.
  package var obstacle: Obstacle? {
    get async {
      if isStopping { return .stopping }
      guard unstored.isEmpty, await services.journal.works() else { return .storage }
      return await services.store.isDiskNearlyFull() ? .disk : nil
    }
  }

  /// - Parameter entry: nil if the end was stored.
  func keep(_ entry: JournalEntry?) {
    guard let entry, !isStopping else { return }
    unstored.append(entry)
    guard storing == nil else { return }
    storing = Task { await storeEnds() }
  }

  /// A task whose end isn't stored would be taken up by the next start: it is not cancelled yet.
  func receipt(of ending: TaskPipeline.Ending) throws(HermesError) -> [StepReceipt] {
    guard ending.unstored == nil else { throw HermesError.unstoredEnd }
    return ending.receipt
  }

  private func storeEnds() async {
    var wait = Self.shortestWait
    while let entry = unstored.first {
      do { try await Task.sleep(for: wait) } catch { return }
      // In place, since others may have been added meanwhile.
      let log = TaskLog(task: entry.task, owner: entry.owner, journal: services.journal)
      if await log.end(entry.events, entry.changes) == nil {
        unstored.removeFirst()
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
    "The task has stopped, and its end can't be stored now. It is stored as soon as that works again.",
    isRetryable: true, retryAfter: .seconds(5))
}
