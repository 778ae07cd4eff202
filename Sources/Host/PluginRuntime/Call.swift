import AgentABI
import HermesContract
import HermesThreads

/// One open call of an agent: its state, its credit and whoever waits for its outcome.
final class Call: Sendable {
  typealias Emit = @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void

  struct State: Sendable {
    var machine = CallState()
    var credit = Credit()
    var outcome: AgentOutcome?
    var waiter: CheckedContinuation<AgentOutcome, Never>?
    /// Set when the host stops waiting for the agent although the call is not closed.
    var isWrittenOff = false
    var endedAt: UInt64 = 0
  }

  let token: hermes_call
  let emit: Emit
  /// Threads wait on it in emit_wait.
  let state = Monitor(State())

  init(token: hermes_call, emit: @escaping Emit) {
    self.token = token
    self.emit = emit
  }

  /// The outcome, once there is one.
  func outcome() async -> AgentOutcome {
    await withCheckedContinuation { continuation in
      let outcome = state.withLock { state in
        if state.outcome == nil { state.waiter = continuation }
        return state.outcome
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
  }

  /// Makes `outcome` the answer of whoever waits, unless there is one already.
  func answer(_ outcome: AgentOutcome) {
    let waiter = state.broadcast { state -> CheckedContinuation<AgentOutcome, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: outcome)
  }
}
