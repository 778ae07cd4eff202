import Synchronization

/// Wakes the one waiter for room in a call's credit.
final class RoomSignal: Sendable {
  private struct State: Sendable {
    var count = 0
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// How often it was signalled.
  var count: Int { state.withLock { $0.count } }

  func signal() {
    let waiter = state.withLock { state in
      state.count += 1
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Returns immediately if it was signalled since `count` was `seen`.
  func wait(past seen: Int) async {
    await withCheckedContinuation { continuation in
      let isGiven = state.withLock { state in
        if state.count == seen { state.waiter = continuation }
        return state.count != seen
      }
      if isGiven { continuation.resume() }
    }
  }
}
