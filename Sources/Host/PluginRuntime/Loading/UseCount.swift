import Synchronization

/// Counts the users of a generation, so that it can end when the last one leaves.
final class UseCount: Sendable {
  private struct State: Sendable {
    var users = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func enter() { state.withLock { $0.users += 1 } }

  func leave() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.users -= 1
      guard state.users == 0 else { return [] }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  var users: Int { state.withLock { $0.users } }

  /// Waits until the count is zero. The caller has made sure that no one enters any more.
  func waitUntilIdle() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.users > 0 { state.waiters.append(continuation) }
        return state.users == 0
      }
      if isIdle { continuation.resume() }
    }
  }
}
