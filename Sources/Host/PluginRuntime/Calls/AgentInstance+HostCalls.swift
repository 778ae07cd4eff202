import AgentABI
import HermesAgentWire
import HermesContract
import HermesThreads

/// What the library calls back, on any thread.
extension AgentInstance {
  /// Of what is said of a breach: a child may say anything.
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

  func misuse(_ what: String, _ token: hermes_call) {
    let count = state.withLock { state in
      state.counters.misuse += 1
      return state.counters.misuse
    }
    setup.onMisuse(what, token, count)
    // In a child the server writes it. Every breach is counted; the log has room for so many lines.
    guard setup.onLog == nil else { return }
    let decision = logAllowance.withLock { $0.take(at: monotonicNanoseconds()) }
    guard case .pass(let dropped) = decision else { return }
    HostTable.tellDropped(dropped, of: self)
    let what = HostTable.line(what.cut(toBytes: Self.maximumBreachBytes))
    logger.warning("plugin_misbehaving", metadata: ["what": "\(what)", "call": "\(token)"])
  }

  func finish(_ token: hermes_call, _ status: hermes_status, _ json: hermes_bytes) -> hermes_status
  {
    guard case .call(let call) = lookup(token) else {
      if case .ended = lookup(token) { return ABIStatus.ended }
      misuse("finish without an open call", token)
      return ABIStatus.noCall
    }
    let (outcome, answer) = outcome(status, json)
    let spent = CallRecord.spent(call)
    let verdict = call.state.withLock { state in
      state.usage.cpuNanoseconds = max(state.usage.cpuNanoseconds, spent)
      // From another thread nothing is known of what this one has done.
      if spent == 0, state.usage.cpuNanoseconds == 0 { state.usage.isCPUPartial = true }
      return state.machine.finish()
    }
    switch verdict {
    case .accepted:
      if answer == ABIStatus.invalid, case .failed(let error) = outcome {
        misuse("finish with \(error.code): \(error.message)", token)
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
      misuse("finish twice", token)
      return ABIStatus.noCall
    }
  }

  /// What is to be read, and what is to be said of it where nothing can be.
  private static func parse(_ bytes: hermes_bytes) -> (JSONValue?, fault: String) {
    guard let raw = [UInt8](bytes) else { return (nil, "its bytes are NULL with a length") }
    do { return (try JSONParser.parse(raw), "") } catch {
      return (nil, "its JSON is not valid: \(error)")
    }
  }

  /// What a finish means for the call, and what the agent is told.
  private func outcome(
    _ status: hermes_status, _ bytes: hermes_bytes
  ) -> (AgentOutcome, hermes_status) {
    guard bytes.len <= ABILimit.resultBytes else {
      let limit = ABILimit.resultBytes >> 20
      return (
        .failed(HermesError(.resultTooLarge, "\(card.name) answered more than \(limit) MiB.")),
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
            .invalidResult, "\(card.name) answered something that is not a result: \(fault).")),
        ABIStatus.invalid
      )
    }
    if let error = json.flatMap(ResultDecoder.error) { return (.failed(error), ABIStatus.ok) }
    return (
      .failed(
        HermesError(
          .agentFailed, "\(card.name) failed with status \(status) and no readable reason.")),
      ABIStatus.invalid
    )
  }

  func emit(_ token: hermes_call, _ kind: hermes_event_kind, _ json: hermes_bytes) -> hermes_status
  {
    switch decode(token, kind, json) {
    case .failure(let refusal): refusal.status
    case .success(let (call, emission)): emit(call, emission)
    }
  }

  func emitWait(
    _ token: hermes_call, _ kind: hermes_event_kind, _ json: hermes_bytes, timeout: Int64
  ) -> hermes_status {
    switch decode(token, kind, json) {
    case .failure(let refusal): return refusal.status
    case .success(let (call, emission)):
      let hours = UInt64(3_600_000)
      let limit = timeout < 0 ? hours * 24 * 365 : min(UInt64(timeout), hours * 24)
      let deadline = monotonicNanoseconds() + limit * 1_000_000
      while true {
        // Read before the attempt: what changes after it is not missed.
        let seen = creditChanges.withLock { $0 }
        let status = emit(call, emission)
        guard status == ABIStatus.busy else { return status }
        let hasChanged = creditChanges.wait(until: deadline) { $0 != seen ? true : nil }
        guard hasChanged != nil else { return ABIStatus.timeout }
      }
    }
  }

  private struct Refusal: Error { let status: hermes_status }

  private func decode(
    _ token: hermes_call, _ kind: hermes_event_kind, _ bytes: hermes_bytes
  ) -> Result<(Call, Call.Emission), Refusal> {
    guard case .call(let call) = lookup(token) else {
      if case .ended = lookup(token) { return .failure(Refusal(status: ABIStatus.ended)) }
      misuse("emit without an open call", token)
      return .failure(Refusal(status: ABIStatus.noCall))
    }
    guard bytes.len <= ABILimit.eventBytes else {
      return .failure(Refusal(status: ABIStatus.tooLarge))
    }
    let raw = [UInt8](bytes)
    let json = raw.flatMap { try? JSONParser.parse($0) }
    if kind == ABIEventKind.inputRequired, let raw,
      let question = json.flatMap(EmissionDecoder.question)
    {
      return .success(
        (call, Call.Emission(kind: kind, json: raw, event: nil, question: question)))
    }
    guard let raw, let event = json.flatMap({ EmissionDecoder.decode(kind: kind, $0) }) else {
      let (json, unreadable) = Self.parse(bytes)
      let fault = json.flatMap { AgentRules.fault(ofEvent: $0, kind: kind) } ?? unreadable
      misuse("emit of something that is not an event of kind \(kind): \(fault)", token)
      return .failure(Refusal(status: ABIStatus.invalid))
    }
    return .success((call, Call.Emission(kind: kind, json: raw, event: event)))
  }

  private func emit(_ call: Call, _ emission: Call.Emission) -> hermes_status {
    let bytes = emission.json.count
    // In a child, whose calls have no context, the server has to hear of it.
    let isKept = emission.question != nil && call.context != nil
    let status = call.state.withLock { state in
      switch state.machine.emit() {
      case .ended: return ABIStatus.ended
      case .noCall: return ABIStatus.noCall
      case .open: break
      }
      guard state.credit.take(bytes) else { return ABIStatus.busy }
      state.usage.emittedBytes += bytes
      if let question = emission.question {
        // A call can ask once.
        guard state.question == nil else {
          _ = state.credit.give(bytes)
          return ABIStatus.invalid
        }
        state.question = question
      }
      if isKept { return ABIStatus.ok }
      // Under the call's lock, so that nothing is emitted after the call has been answered. The
      // sink only queues.
      call.emit(emission) { [weak self] in self?.stored(call, bytes: bytes) }
      return ABIStatus.ok
    }
    if status == ABIStatus.noCall { misuse("emit after finish", call.token) }
    if status == ABIStatus.ok, isKept { stored(call, bytes: bytes) }
    return status
  }

  /// As `stored(_:bytes:)`, for a call that may be closed by now.
  func stored(_ token: hermes_call, bytes: Int) {
    if let call = state.withLock({ $0.calls.open[token] }) { stored(call, bytes: bytes) }
  }

  /// The journal has an emission: its credit is free again.
  private func stored(_ call: Call, bytes: Int) {
    let (mayGoOn, isOpen) = call.state.withLock { state in
      (state.credit.give(bytes), state.machine.emit() == .open)
    }
    if mayGoOn { creditChanges.broadcast { $0 += 1 } }
    if isOpen { lane.credit(call.token, bytes: bytes, mayGoOn: mayGoOn, of: self) }
  }

  func isCancelled(_ token: hermes_call) -> Bool {
    guard case .call(let call) = lookup(token) else { return true }
    return call.state.withLock { $0.machine.answer == .host }
  }
}
