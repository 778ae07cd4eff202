import Synchronization

/// Signals that the client of an HTTP connection has hung up, to whatever would wait a long time to
/// answer it.
package final class HangUp: Sendable {
  private struct State: Sendable {
    var hasHappened = false
    var action: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Not happened yet.
  package init() {}

  /// Calls `action` when the client hangs up, or immediately if it already has; on any thread, at
  /// most once. nil withdraws an earlier action.
  package func whenHappening(_ action: (@Sendable () -> Void)?) {
    let isLate = state.withLock { state in
      state.action = state.hasHappened ? nil : action
      return state.hasHappened
    }
    if isLate { action?() }
  }

  /// Runs the action, if there is one. Any thread; only the first call counts.
  package func happen() {
    let action = state.withLock { state in
      state.hasHappened = true
      defer { state.action = nil }
      return state.action
    }
    action?()
  }
}
