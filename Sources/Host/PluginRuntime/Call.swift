import AgentABI
import HermesContract
import HermesThreads
import Synchronization

/// One open call of an agent: its state, its credit and whoever waits for its outcome.
final class Call: Sendable {
  typealias Emit = @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void

  struct State: Sendable {
    var machine = CallState()
    var credit = Credit()
    var outcome: AgentOutcome?
    var waiter: UnsafeContinuation<AgentOutcome, Never>?
    /// Set when the host stops waiting for the agent although the call is not closed.
    var isWrittenOff = false
    var endedAt: UInt64 = 0
  }

  let token: hermes_call
  /// When the host ends it, in nanoseconds of the monotonic clock.
  let deadline: UInt64
  let limit: Duration
  let emit: Emit
  let state = Mutex(State())

  init(token: hermes_call, limit: Duration, emit: @escaping Emit) {
    self.token = token
    self.limit = limit
    self.emit = emit
    deadline = monotonicNanoseconds() + UInt64(limit / .nanoseconds(1))
  }

  /// The outcome, once there is one. For one caller.
  func outcome() async -> AgentOutcome {
    // Unsafe and not checked: `answer` resumes it exactly when it takes it out of the state.
    await withUnsafeContinuation { continuation in
      let outcome = state.withLock { state in
        if state.outcome == nil { state.waiter = continuation }
        return state.outcome
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
  }

  /// Makes `outcome` the answer of whoever waits, unless there is one already.
  func answer(_ outcome: AgentOutcome) {
    let waiter = state.withLock { state -> UnsafeContinuation<AgentOutcome, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: outcome)
  }
}
