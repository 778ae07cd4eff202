import Synchronization

/// Lets a call wait until the host has room for its events again.
///
/// `drains` counts the host's `drained` calls. A waiter passes the count that it saw before its
/// attempt, so that a `drained` in between resumes it immediately.
final class Backpressure: Sendable {
  private struct State {
    var drains = 0
    var closed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var drains: Int { state.withLock { $0.drains } }

  func wait(after seen: Int) async {
    await withCheckedContinuation { continuation in
      let goOn = state.withLock { state in
        if state.drains != seen || state.closed { return true }
        state.waiters.append(continuation)
        return false
      }
      if goOn { continuation.resume() }
    }
  }

  /// Called when the host has room again.
  func drained() {
    resume { $0.drains += 1 }
  }

  /// The call is cancelled: resumes all waiters.
  func close() {
    resume { $0.closed = true }
  }

  private func resume(_ change: (inout State) -> Void) {
    let waiters = state.withLock { state in
      change(&state)
      defer { state.waiters = [] }
      return state.waiters
    }
    // Outside the lock: a resumed task may emit, and so re-enter here.
    for waiter in waiters { waiter.resume() }
  }
}
