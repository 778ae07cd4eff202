import HermesContract
import Synchronization

/// Stores what its base stores, but for what a test has it fail at.
final class FaultyJournalStore: JournalStore {
  private struct Fault: Error {}

  private let base: any JournalStore
  private let isFaulty = Mutex<@Sendable (JournalEntry) -> Bool>({ _ in false })

  init(_ base: any JournalStore) { self.base = base }

  /// From now on no commit succeeds that has such an entry.
  func fail(at isFaulty: @escaping @Sendable (JournalEntry) -> Bool) {
    self.isFaulty.withLock { $0 = isFaulty }
  }

  /// From now on no commit succeeds that has such an event.
  func fail(at type: EventType) { fail { $0.events.contains { $0.type == type } } }

  func mend() { fail { _ in false } }

  var epoch: String { base.epoch }

  func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>] {
    let isFaulty = isFaulty.withLock { $0 }
    guard !entries.contains(where: isFaulty) else { throw Fault() }
    return try base.commit(entries, encode: encode)
  }
}
