import AgentABI
import HermesContract
import HermesThreads
import Synchronization

/// The host of one instance in a probe: records its calls and the violations of the agent.
final class ProbeHost: Sendable {
  enum FaultKind: Sendable {
    /// finish of a call that has already been finished.
    case finishedTwice
    /// emit after finish, or before any invoke.
    case emittedOutside
    /// A token that was never given to this instance.
    case unknownToken
    /// A token that was given to another instance.
    case othersToken
    /// Any call after destroy.
    case afterDestroy
    /// An invalid event.
    case event
    /// A function beyond the host's struct_size.
    case beyondTable
  }

  struct Fault: Sendable {
    let kind: FaultKind
    let text: String
  }

  struct Finish: Sendable {
    let status: hermes_status
    /// What is wrong with its JSON; nil if it is valid.
    let fault: String?
    let code: String?
    /// Whether the agent received HERMES_E_ENDED.
    let wasLate: Bool
    let at: UInt64
    /// The bytes of a valid result; empty otherwise.
    let result: [UInt8]
  }

  struct Record: Sendable {
    var isEntered = false
    var returned: hermes_status?
    var finish: Finish?
    var events = 0
    /// When the host ended it; nil if it did not.
    var endedAt: UInt64?
    var isClosed: Bool {
      guard let returned else { return false }
      return finish != nil || returned != 1
    }
  }

  struct State: Sendable {
    var calls: [hermes_call: Record] = [:]
    var faults: [Fault] = []
    var isDestroyed = false
    /// Whether the host ends the call at its first event.
    var endsAtFirstEvent = false
    /// Tokens up to this one have been issued; those without a record have ended and were
    /// forgotten.
    var lastToken: hermes_call = 0
  }

  /// A high start value, so that a guessed token is invalid.
  private static let firstToken: UInt64 = 0x4845_524D_0000_0000
  private static let tokens = Atomic<UInt64>(firstToken)
  private static let maximumFaults = 64

  let state = Monitor(State())

  func addFault(_ kind: FaultKind, text: String) {
    state.withLock { Self.add(Fault(kind: kind, text: text), to: &$0) }
  }

  private static func add(_ fault: Fault, to state: inout State) {
    if state.faults.count < maximumFaults { state.faults.append(fault) }
  }

  func faults(_ kinds: Set<FaultKind>) -> [String] {
    state.withLock { $0.faults.filter { kinds.contains($0.kind) }.map(\.text) }
  }

  // MARK: - Calls of the host

  func openCall(ended: Bool) -> hermes_call {
    let token = Self.tokens.add(1, ordering: .relaxed).newValue
    state.withLock { state in
      state.calls[token] = Record(
        isEntered: true, endedAt: ended ? monotonicNanoseconds() : nil)
      state.lastToken = token
    }
    return token
  }

  /// Removes a call's record; its token remains a known one.
  func forget(_ token: hermes_call) {
    state.withLock { _ = $0.calls.removeValue(forKey: token) }
  }

  /// Ends a call, unless it has finished.
  /// - Returns: whether this call ended it.
  func endCall(_ token: hermes_call) -> Bool {
    state.broadcast { state in
      guard let record = state.calls[token], record.finish == nil, record.endedAt == nil else {
        return false
      }
      state.calls[token]?.endedAt = monotonicNanoseconds()
      return true
    }
  }

  // MARK: - Calls of the agent

  private static func status(
    of token: hermes_call, for what: String, in state: inout State
  ) -> hermes_status? {
    if state.isDestroyed {
      add(Fault(kind: .afterDestroy, text: "\(what) after destroy"), to: &state)
      return ABIStatus.ended
    }
    if state.calls[token] != nil { return nil }
    let isGiven = token > firstToken && token <= tokens.load(ordering: .relaxed)
    if isGiven || state.lastToken > 0 {
      let text = "\(what) with the token \(token), which is not a call of this instance"
      add(Fault(kind: isGiven ? .othersToken : .unknownToken, text: text), to: &state)
    } else {
      add(Fault(kind: .emittedOutside, text: "\(what) before the first invoke"), to: &state)
    }
    return ABIStatus.noCall
  }

  func finish(_ token: hermes_call, status: hermes_status, bytes: [UInt8]?) -> hermes_status {
    let fault =
      status == ABIStatus.ok ? EventRules.resultFault(bytes) : EventRules.errorFault(bytes)
    let code = bytes.flatMap { JSONValue(parsing: $0) }?["code"]?.string
    return state.broadcast { state in
      if let refusal = Self.status(of: token, for: "finish", in: &state) { return refusal }
      let isLate = state.calls[token]?.endedAt != nil
      if state.calls[token]?.finish != nil {
        if isLate { return ABIStatus.ended }
        Self.add(Fault(kind: .finishedTwice, text: "finish was called a second time"), to: &state)
        return ABIStatus.noCall
      }
      state.calls[token]?.finish = Finish(
        status: status, fault: fault, code: code, wasLate: isLate, at: monotonicNanoseconds(),
        result: status == ABIStatus.ok && fault == nil ? bytes ?? [] : [])
      if isLate { return ABIStatus.ended }
      return fault == nil ? ABIStatus.ok : ABIStatus.invalid
    }
  }

  func emit(_ token: hermes_call, kind: hermes_event_kind, bytes: [UInt8]?) -> hermes_status {
    let isTooLarge = (bytes?.count ?? 0) > ABILimit.eventBytes
    let fault = isTooLarge ? nil : EventRules.fault(kind: kind, bytes)
    return state.broadcast { state in
      if let refusal = Self.status(of: token, for: "emit", in: &state) { return refusal }
      if let record = state.calls[token], record.finish != nil, record.endedAt == nil {
        Self.add(Fault(kind: .emittedOutside, text: "emit after finish"), to: &state)
        return ABIStatus.noCall
      }
      if state.endsAtFirstEvent, state.calls[token]?.endedAt == nil {
        state.calls[token]?.endedAt = monotonicNanoseconds()
      }
      if state.calls[token]?.endedAt != nil { return ABIStatus.ended }
      if isTooLarge { return ABIStatus.tooLarge }
      if let fault {
        let text = "an event of kind \(kind): \(fault)"
        Self.add(Fault(kind: .event, text: text), to: &state)
        return ABIStatus.invalid
      }
      state.calls[token]?.events += 1
      return ABIStatus.ok
    }
  }

  func isCancelled(_ token: hermes_call) -> Bool {
    state.withLock { $0.calls[token].map { $0.endedAt != nil } ?? true }
  }

}
