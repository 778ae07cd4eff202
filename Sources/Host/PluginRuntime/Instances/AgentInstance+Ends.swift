import AgentABI
import HermesContract
import HermesThreads

/// Calls that the host ends: at their deadline, or because they were cancelled.
extension AgentInstance {
  /// Ends the calls that have passed their deadline, and schedules the next sweep.
  func sweep() {
    let now = monotonicNanoseconds()
    let (due, next) = state.withLock { state in
      let calls = state.calls.open.values
      let later = calls.filter { $0.deadline > now }
      // Calls that the host has already ended are only waiting for their agent.
      state.nextSweep = later.map(\.deadline).min() ?? .max
      return (calls.filter { $0.deadline <= now }, state.nextSweep)
    }
    for call in due {
      let isNew = endCall(call, outcome: .failed(deadlineExceeded(by: call)))
      if isNew {
        logger.warning(
          "call is past its deadline",
          metadata: [
            "call": "\(call.token)", "task": "\(call.task)",
            "deadline": "\(call.limit ?? .zero)",
          ])
      }
    }
    guard next != .max else { return }
    setup.deadlines.add(after: .nanoseconds(Int64(next - now))) { [weak self] in self?.sweep() }
  }

  private func deadlineExceeded(by call: Call) -> HermesError {
    let limit = call.limit ?? .zero
    guard !call.state.withLock({ $0.machine.isInside }), let outage = lane.outage else {
      return HermesError(.deadlineExceeded, message: "\(card.name) did not answer within \(limit).")
    }
    return HermesError(
      .agentUnavailable, message: "\(card.name) was not there within \(limit): it is \(outage).",
      isRetryable: true)
  }

  /// Cancels a call. Its outcome arrives when the agent has finished, or after the grace period.
  func cancel(_ call: Call) { _ = endCall(call, outcome: nil) }

  func cancel(_ token: hermes_call) {
    if let call = state.withLock({ $0.calls.open[token] }) { cancel(call) }
  }

  /// The lane could not deliver the call, and the agent never received it.
  func refuse(_ call: Call, error: HermesError) {
    _ = endCall(call, outcome: .failed(error))
    // As when a thread gets to a call that has already ended.
    _ = entered(call)
  }

  /// Ends a call on behalf of the host. If `outcome` is nil, it depends on whether the agent
  /// cooperates.
  /// - Returns: whether the call was open.
  private func endCall(_ call: Call, outcome: AgentOutcome?) -> Bool {
    let now = monotonicNanoseconds()
    let (isEnded, sendsCancel) = call.state.withLock { state in
      guard state.machine.endCall() else { return (false, false) }
      state.endedAt = now
      return (true, state.machine.takeCancel())
    }
    guard isEnded else { return false }
    creditChanges.broadcast { $0 += 1 }
    call.endChildren()
    if let outcome { call.answer(outcome) }
    if sendsCancel { lane.cancel(call.token, of: self) }
    if let grace = setup.grace {
      setup.deadlines.add(after: grace) { [weak self] in self?.writeOff(call) }
    }
    settle(call)
    return true
  }

  /// The grace period is over: answers the waiter, and counts the slot as lost until the agent
  /// finishes.
  private func writeOff(_ call: Call) {
    let elapsed = call.state.withLock { state -> UInt64? in
      guard !state.machine.isClosed, !state.isWrittenOff else { return nil }
      state.isWrittenOff = true
      return monotonicNanoseconds() - state.endedAt
    }
    guard let elapsed else { return }
    state.withLock { $0.counters.writtenOff += 1 }
    logger.warning(
      "agent did not finish a call that the host ended; its slot is lost until it does",
      metadata: ["call": "\(call.token)", "task": "\(call.task)"])
    call.answer(.stopped(cooperative: false, after: .nanoseconds(Int64(elapsed))))
    giveUp(call)
  }

  /// A cancelled call may take until its own deadline before the agent counts as hanging.
  private func giveUp(_ call: Call) {
    let now = monotonicNanoseconds()
    guard call.deadline <= now else {
      let rest = Duration.nanoseconds(Int64(min(call.deadline - now, UInt64(Int64.max))))
      return setup.deadlines.add(after: rest) { [weak self] in self?.giveUp(call) }
    }
    let isHung = call.state.withLock { state in
      guard !state.machine.isClosed, !state.isHung else { return false }
      state.isHung = true
      return true
    }
    guard isHung else { return }
    let isExhausted = state.withLock { state in
      state.counters.hung += 1
      guard state.counters.hung >= setup.concurrency, !state.isExhausted else { return false }
      state.isExhausted = true
      return true
    }
    lane.stuck(call)
    if isExhausted { setup.onExhausted() }
  }
}

extension HermesError {
  static func outOfThreads(_ agent: String) -> HermesError {
    HermesError(
      .outOfThreads,
      message:
        "The server can make no further thread for \(agent). Try again in a moment, or raise its limit of processes.",
      isRetryable: true, retryAfter: .seconds(1))
  }
}
