import HermesContract
import HermesThreads

/// Probes calls that the host ends, and late notifications about calls that have ended.
extension Probe {
  /// How long an agent may take to finish a call that the host has ended; 1.5 s.
  private static let grace = UInt64(1_500_000_000)
  /// When a call without events is ended; 0.1 s.
  private static let patience = UInt64(100_000_000)
  /// How long `cancel` may take, which must not block; generous, for sanitizers and valgrind.
  private static let cancelLimit = UInt64(500_000_000)

  private enum Moment: CaseIterable, Sendable { case atEntry, atFirstEvent, later }

  private struct Stopped: Sendable {
    var longest: UInt64 = 0
    var ended = 0
    var wasToldLate = 0
    var fault: String?
    var cure =
      "check is_cancelled in every loop, stop when emit returns HERMES_E_ENDED, react to cancel"
    var laterFault: String?
  }

  func cancel(_ library: ProbeLibrary) throws {
    var stopped = Stopped()
    for index in library.cards.indices {
      let instance = try onAgentThread { try ProbeInstance(library, index: index) }
      for moment in Moment.allCases where stopped.fault == nil && stopped.laterFault == nil {
        try stopCall(of: instance, at: moment, into: &stopped)
        guard stopped.fault == nil else { break }
        stage("answering a normal request after a cancelled one")
        instance.host.state.withLock { $0.endsAtFirstEvent = false }
        let deadline = deadline
        let answers = try onAgentThread {
          instance.call(Self.request(instance.card), until: deadline) != nil
        }
        if !answers { stopped.laterFault = "it no longer answers after a cancelled call" }
      }
      // An instance with an open call must not be destroyed.
      guard stopped.fault == nil, stopped.laterFault == nil else { break }
      try onAgentThread { instance.destroy() }
    }
    report(cancelVerdict(stopped))
    report(lateVerdict(stopped))
  }

  /// Ends one call at a certain moment, as a host does: first the call is marked as ended, then
  /// `cancel` is called on the control thread.
  private func stopCall(of instance: ProbeInstance, at moment: Moment, into stopped: inout Stopped)
    throws
  {
    stage("cancelling a call")
    instance.host.state.withLock { $0.endsAtFirstEvent = moment == .atFirstEvent }
    let token = instance.host.openCall(ended: moment == .atEntry)
    let request = Self.request(instance.card)
    let thread = try NamedThread("agent") { instance.invoke(token, request: request) }
    let isOver = instance.host.state.wait(
      until: moment == .later ? monotonicNanoseconds() + Self.patience : deadline
    ) {
      $0.calls[token].flatMap { $0.isClosed || $0.endedAt != nil ? true : nil }
    }
    if isOver == nil { _ = instance.host.endCall(token) }
    let endedAt = instance.host.state.withLock { $0.calls[token]?.endedAt }
    guard let endedAt else {
      // The call ended before the host could end it.
      thread.join()
      return instance.host.forget(token)
    }
    stopped.ended += 1
    guard try doesCancelReturn(instance, token: token) else {
      stopped.fault = "its cancel had not returned after 0.5 s"
      stopped.cure =
        "in cancel, only mark the call as ended and wake its waiters; never wait there"
      return
    }
    guard let record = instance.closed(token, until: endedAt + Self.grace) else {
      stopped.fault = "a cancelled call was still open after 1.5 s"
      return
    }
    thread.join()
    stopped.longest = max(stopped.longest, monotonicNanoseconds() - endedAt)
    if record.finish?.wasLate == true { stopped.wasToldLate += 1 }
    instance.host.forget(token)
  }

  /// - Returns: whether `cancel` returned in time.
  private func doesCancelReturn(
    _ instance: ProbeInstance, token: UInt64
  ) throws(ThreadFailure) -> Bool {
    let isBack = Monitor(false)
    let limit = monotonicNanoseconds() + Self.cancelLimit
    // On a separate thread: if it blocks forever, it ends with the process.
    try NamedThread("control") {
      instance.cancel(token)
      isBack.signal { $0 = true }
    }.detach()
    return isBack.wait(until: limit) { $0 ? true : nil } ?? false
  }

  private func cancelVerdict(_ stopped: Stopped) -> Verdict {
    if let fault = stopped.fault {
      return .fail(.cancel, seen: fault, cure: stopped.cure)
    }
    if stopped.ended == 0 {
      return .pass(.cancel, seen: "every call ended before it could be cancelled")
    }
    return .pass(
      .cancel,
      seen: "\(stopped.ended) cancelled calls ended within \(stopped.longest / 1_000_000) ms")
  }

  private func lateVerdict(_ stopped: Stopped) -> Verdict {
    if stopped.fault != nil { return .skipped(.lateAnswer, why: "cancel comes first") }
    if let fault = stopped.laterFault {
      return .fail(
        .lateAnswer, seen: fault, cure: "treat HERMES_E_ENDED as the end of that call only")
    }
    if stopped.wasToldLate == 0 {
      return .skipped(.lateAnswer, why: "no call was finished after its end")
    }
    return .pass(.lateAnswer, seen: "got HERMES_E_ENDED, and answered the next call")
  }

  // MARK: - Strays

  func strays(_ library: ProbeLibrary) throws {
    let deadline = deadline
    var fault: String?
    for index in library.cards.indices where fault == nil {
      let instance = try onAgentThread { try ProbeInstance(library, index: index) }
      let request = Self.request(instance.card)
      stage("answering a normal request")
      let token = try onAgentThread { instance.call(request, until: deadline)?.token }
      guard let token else {
        fault = "a call does not end"
        break
      }
      stage("handling cancel for a call that it has just finished")
      instance.cancel(token)
      stage("handling drained for a call that it has just finished")
      instance.drained(token)
      stage("answering a normal request after that")
      let answers = try onAgentThread { instance.call(request, until: deadline) != nil }
      if !answers { fault = "it no longer answers after a late cancel" }
      if answers { try onAgentThread { instance.destroy() } }
      fault = fault ?? instance.host.faults([.unknownToken, .othersToken]).first
    }
    if let fault {
      report(
        .fail(
          .unknownCalls, seen: fault,
          cure: "look the token up among the open calls, and use no other"))
    } else {
      report(.pass(.unknownCalls, seen: "a late cancel and a late drained did no harm"))
    }
  }
}
