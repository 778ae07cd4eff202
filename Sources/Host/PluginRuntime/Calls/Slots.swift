import HermesContract
import Synchronization

/// Admission to an agent instance: as many calls at once as its card allows, the others wait in
/// order. The queue holds `maximumWaiting` callers; the next is refused with `agent_busy`.
final class Slots: Sendable {
  static let maximumWaiting = 4096

  private struct Waiter: Sendable {
    let id: UInt64
    let continuation: CheckedContinuation<Admission, Never>
  }

  enum Admission: Sendable { case admitted, cancelled, full }

  private struct State: Sendable {
    var inUse = 0
    var waiting: [Waiter] = []
    var nextID: UInt64 = 0
    var cancelledEarly: Set<UInt64> = []
  }

  let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  var inUse: Int { state.withLock { $0.inUse } }
  var waiting: Int { state.withLock { $0.waiting.count } }

  func acquire() async -> Admission {
    let id: UInt64? = state.withLock { state in
      if state.inUse < limit {
        state.inUse += 1
        return nil
      }
      state.nextID += 1
      return state.nextID
    }
    guard let id else { return .admitted }
    // A cancellation that came after the admission has left its mark too.
    defer { state.withLock { _ = $0.cancelledEarly.remove(id) } }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enqueue(Waiter(id: id, continuation: continuation))
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func enqueue(_ waiter: Waiter) {
    let admission: Admission? = state.withLock { state in
      if state.cancelledEarly.remove(waiter.id) != nil { return .cancelled }
      // A slot may have become free between the look and this one.
      if state.inUse < limit {
        state.inUse += 1
        return .admitted
      }
      guard state.waiting.count < Self.maximumWaiting else { return .full }
      state.waiting.append(waiter)
      return nil
    }
    if let admission { waiter.continuation.resume(returning: admission) }
  }

  private func cancel(_ id: UInt64) {
    let waiter: Waiter? = state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0.id == id }) else {
        state.cancelledEarly.insert(id)
        return nil
      }
      return state.waiting.remove(at: index)
    }
    waiter?.continuation.resume(returning: .cancelled)
  }

  /// Gives the slot to the first who waits, if any.
  func release() {
    let next: Waiter? = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.inUse -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.continuation.resume(returning: .admitted)
  }
}
