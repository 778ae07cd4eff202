import HermesContract
import Synchronization

/// A store that forgets everything with the process: what the second backend has to do, and nothing else. Every call is
/// one turn under a lock, and what is deleted goes at once.
final class InMemoryStore: Sendable {
  let epoch = String(TaskID.random().text.prefix(12))
  let removalsWaiting: AsyncStream<Void>
  let removals: AsyncStream<Void>.Continuation
  let state: Mutex<MemoryState>

  init(quotas: Quotas = Quotas()) {
    state = Mutex(MemoryState(quotas: quotas))
    (removalsWaiting, removals) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    removals.yield()
  }

  func read<Value>(_ body: (MemoryState) throws -> sending Value) rethrows -> sending Value {
    try state.withLock { try body($0) }
  }

  /// One transaction: what throws changes nothing.
  func write<Value>(
    _ body: (inout MemoryState) throws -> sending Value
  ) rethrows -> sending Value {
    try state.withLock { state in
      var next = state
      let value = try body(&next)
      state = next
      return value
    }
  }

  func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>] {
    try write { state in
      try entries.map { entry -> Result<CommittedEntry, HermesError> in
        let before = state
        do { return .success(try state.store(entry, encode: encode)) } catch let error
          as HermesError where entry.mayBeRefused
        {
          state = before
          return .failure(error)
        }
      }
    }
  }

}

extension InMemoryStore: Store {
  func close() { removals.finish() }
}
