import Synchronization

/// That the client of one HTTP connection has hung up, for whoever answers it and would wait for long.
package final class HangUp: Sendable {
  private struct State: Sendable {
    var hasHappened = false
    var action: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  package init() {}

  /// Calls `action` when the client hangs up, or now if it has; from any thread, at most once. nil takes
  /// back what was asked before.
  package func whenHappening(_ action: (@Sendable () -> Void)?) {
    let isLate = state.withLock { state in
      state.action = state.hasHappened ? nil : action
      return state.hasHappened
    }
    if isLate { action?() }
  }

  package func happen() {
    let action = state.withLock { state in
      state.hasHappened = true
      defer { state.action = nil }
      return state.action
    }
    action?()
  }
}
