import AgentABI
import HermesAgentWire
import HermesContract
import HermesThreads

/// The functions that the library calls, on any thread.
extension AgentInstance {
  /// The longest description of a breach, in bytes: a child may send anything.
  private static let maximumBreachBytes = 4 << 10

  enum Lookup {
    case call(Call)
    case ended
    case unknown
  }

  func lookup(_ token: hermes_call) -> Lookup {
    state.withLock { state in
      if let call = state.calls.open[token] { return .call(call) }
      if state.isDestroyed || state.calls.wasEndedByHost(token) { return .ended }
      return .unknown
    }
  }

  func reportMisuse(_ what: String, token: hermes_call) {
    let count = state.withLock { state in
      state.counters.misuse += 1
      return state.counters.misuse
    }
    setup.onMisuse(what, token, count)
    // In a child, the server writes the line. Every breach is counted, but the log has room for
    // only so many lines.
    guard setup.onLog == nil else { return }
    let decision = logAllowance.withLock { $0.spend(at: monotonicNanoseconds()) }
    guard case .pass(let dropped) = decision else { return }
    HostTable.tellDropped(dropped, of: self)
    let what = HostTable.oneLine(what.cut(toBytes: Self.maximumBreachBytes))
    logger.warning("plugin_misbehaving", metadata: ["what": "\(what)", "call": "\(token)"])
  }

  func finish(_ token: hermes_call, status: hermes_status, json: hermes_bytes) -> hermes_status {
    guard case .call(let call) = lookup(token) else {
      if case .ended = lookup(token) { return ABIStatus.ended }
      reportMisuse("finish without an open call", token: token)
      return ABIStatus.noCall
    }
    let (outcome, answer) = outcome(of: status, bytes: json)
    let spent = CallRecord.spent(call)
    let verdict = call.state.withLock { state in
      state.usage.cpuNanoseconds = max(state.usage.cpuNanoseconds, spent)
      // The processor time of a call is unknown to threads other than the one inside it.
      if spent == 0, state.usage.cpuNanoseconds == 0 { state.usage.isCPUPartial = true }
      return state.machine.finish()
    }
    switch verdict {
    case .accepted:
      if answer == ABIStatus.invalid, case .failed(let error) = outcome {
        reportMisuse("finish with \(error.code): \(error.message)", token: token)
      }
      call.answer(
        Call.Answer(
          outcome: outcome,
          finish: answer == ABIStatus.ok && call.onAnswer != nil
            ? [UInt8](json).map { (status, $0) } : nil))
      settle(call)
      return answer
    case .ended:
      settle(call)
      return ABIStatus.ended
    case .noCall:
      reportMisuse("finish twice", token: token)
      return ABIStatus.noCall
    }
  }

  /// The JSON, or what is wrong with it.
  private static func parse(_ bytes: hermes_bytes) -> (JSONValue?, fault: String) {
    guard let raw = [UInt8](bytes) else { return (nil, "its bytes are NULL with a length") }
    do { return (try JSONParser.parse(raw), "") } catch {
      return (nil, "its JSON is not valid: \(error)")
    }
  }

  /// What `finish` means for the call, and the status that it returns.
  private func outcome(
    of status: hermes_status, bytes: hermes_bytes
  ) -> (AgentOutcome, hermes_status) {
    guard bytes.len <= ABILimit.resultBytes else {
      let limit = ABILimit.resultBytes >> 20
      return (
        .failed(
          HermesError(.resultTooLarge, message: "\(card.name) answered more than \(limit) MiB.")),
        ABIStatus.tooLarge
      )
    }
    let (json, unreadable) = Self.parse(bytes)
    if status == ABIStatus.ok {
      if let result = json.flatMap(ResultDecoder.result) {
        return (.completed(result), ABIStatus.ok)
      }
      let fault = json.flatMap(AgentRules.fault(ofResult:)) ?? unreadable
      return (
        .failed(
          HermesError(
            .invalidResult,
            message: "\(card.name) answered something that is not a result: \(fault).")),
        ABIStatus.invalid
      )
    }
    if let error = json.flatMap(ResultDecoder.error) { return (.failed(error), ABIStatus.ok) }
    return (
      .failed(
        HermesError(
          .agentFailed, message: "\(card.name) failed with status \(status) and no readable reason."
        )),
      ABIStatus.invalid
    )
  }

  func emit(_ token: hermes_call, kind: hermes_event_kind, json: hermes_bytes) -> hermes_status {
    switch decode(token, kind: kind, bytes: json) {
    case .failure(let refusal): refusal.status
    case .success(let (call, emission)): emit(call, emission: emission)
    }
  }

  func emitWait(
    _ token: hermes_call, kind: hermes_event_kind, json: hermes_bytes, timeout: Int64
  ) -> hermes_status {
    switch decode(token, kind: kind, bytes: json) {
    case .failure(let refusal): return refusal.status
    case .success(let (call, emission)):
      let hours = UInt64(3_600_000)
      let limit = timeout < 0 ? hours * 24 * 365 : min(UInt64(timeout), hours * 24)
      let deadline = monotonicNanoseconds() + limit * 1_000_000
      while true {
        // Read before the attempt, so that a change after it is not missed.
        let seen = creditChanges.withLock { $0 }
        let status = emit(call, emission: emission)
        guard status == ABIStatus.busy else { return status }
        let hasChanged = creditChanges.wait(until: deadline) { $0 != seen ? true : nil }
        guard hasChanged != nil else { return ABIStatus.timeout }
      }
    }
  }

  private struct Refusal: Error { let status: hermes_status }

  private func decode(
    _ token: hermes_call, kind: hermes_event_kind, bytes: hermes_bytes
  ) -> Result<(Call, Call.Emission), Refusal> {
    guard case .call(let call) = lookup(token) else {
      if case .ended = lookup(token) { return .failure(Refusal(status: ABIStatus.ended)) }
      reportMisuse("emit without an open call", token: token)
      return .failure(Refusal(status: ABIStatus.noCall))
    }
    guard bytes.len <= ABILimit.eventBytes else {
      return .failure(Refusal(status: ABIStatus.tooLarge))
    }
    let raw = [UInt8](bytes)
    let json = raw.flatMap { JSONValue(parsing: $0) }
    if kind == ABIEventKind.inputRequired, let raw,
      let question = json.flatMap(EmissionDecoder.question)
    {
      return .success(
        (call, Call.Emission(kind: kind, json: raw, event: nil, question: question)))
    }
    guard let raw, let event = json.flatMap({ EmissionDecoder.decode(kind: kind, $0) }) else {
      let (json, unreadable) = Self.parse(bytes)
      let fault = json.flatMap { AgentRules.fault(ofEvent: $0, kind: kind) } ?? unreadable
      reportMisuse("emit of something that is not an event of kind \(kind): \(fault)", token: token)
      return .failure(Refusal(status: ABIStatus.invalid))
    }
    return .success((call, Call.Emission(kind: kind, json: raw, event: event)))
  }

  private func emit(_ call: Call, emission: Call.Emission) -> hermes_status {
    let bytes = emission.json.count
    // In a child, where calls have no context, the server has to receive the question.
    let isKept = emission.question != nil && call.context != nil
    var isStored = isKept
    let status = call.state.withLock { state in
      switch state.machine.emissionVerdict() {
      case .ended: return ABIStatus.ended
      case .noCall: return ABIStatus.noCall
      case .open: break
      }
      guard state.credit.spend(bytes) else { return ABIStatus.busy }
      state.usage.emittedBytes += bytes
      if let question = emission.question {
        // A call can ask only one question.
        guard state.question == nil else {
          _ = state.credit.grant(bytes)
          return ABIStatus.invalid
        }
        state.question = question
      }
      if isKept { return ABIStatus.ok }
      isStored = call.passOn(emission) { [weak self] in self?.stored(call, bytes: bytes) }
      return ABIStatus.ok
    }
    if status == ABIStatus.noCall { reportMisuse("emit after finish", token: call.token) }
    if status == ABIStatus.ok, isStored { stored(call, bytes: bytes) }
    return status
  }

  /// As `stored(_:bytes:)`, for a call that may already be closed.
  func stored(_ token: hermes_call, bytes: Int) {
    if let call = state.withLock({ $0.calls.open[token] }) { stored(call, bytes: bytes) }
  }

  /// The journal has stored an emission, so its credit is free again.
  private func stored(_ call: Call, bytes: Int) {
    let (mayGoOn, isOpen) = call.state.withLock { state in
      (state.credit.grant(bytes), state.machine.emissionVerdict() == .open)
    }
    if mayGoOn { creditChanges.broadcast { $0 += 1 } }
    if isOpen { lane.credit(call.token, bytes: bytes, mayGoOn: mayGoOn, of: self) }
  }

  func isCancelled(_ token: hermes_call) -> Bool {
    guard case .call(let call) = lookup(token) else { return true }
    return call.state.withLock { $0.machine.answer == .host }
  }
}
