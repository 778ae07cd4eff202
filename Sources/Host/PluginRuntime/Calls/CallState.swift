/// The rules for one call. Pure: no locks, clocks or effects.
///
///     waiting --enter--> inside --returned--> (answered?) closed
///                          \--answer / end, in any order, before or after the return
///
/// A call is answered once: by the agent's first `finish`, or by the host when it ends the call.
/// It is closed when the agent has done its part: `invoke` has returned, and `finish` was called
/// or is not expected any more.
struct CallState {
  /// Who answered the call, and how.
  enum Answer: Equatable {
    case none
    case agent
    /// Deadline, cancel or shutdown. The agent may still finish, and learns that it was too late.
    case host
  }

  enum FinishVerdict: Equatable { case accepted, ended, noCall }
  enum EmitVerdict: Equatable { case open, ended, noCall }
  enum ReturnVerdict: Equatable {
    /// Nothing to do: the call is answered, or will be later.
    case fine
    /// The agent returned OK without calling finish.
    case missingResult
    /// The agent returned an error, which is the call's answer.
    case failed
  }

  private(set) var answer = Answer.none
  private(set) var isInside = false
  private(set) var hasReturned = false
  private(set) var hasFinished = false
  private var cancelWasSent = false

  /// - Returns: false if the host ended the call before an agent thread was free for it.
  mutating func enter() -> Bool {
    guard answer == .none else { return false }
    isInside = true
    return true
  }

  mutating func finish() -> FinishVerdict {
    guard isInside else { return .noCall }
    defer { hasFinished = true }
    switch answer {
    case .none:
      answer = .agent
      return .accepted
    case .agent: return .noCall
    // May be called any number of times: an agent whose call was ended by the host did nothing
    // wrong.
    case .host: return .ended
    }
  }

  func emissionVerdict() -> EmitVerdict {
    switch answer {
    case .none: isInside ? .open : .noCall
    case .agent: .noCall
    case .host: .ended
    }
  }

  /// - Returns: whether this ended the call.
  mutating func endCall() -> Bool {
    guard answer == .none else { return false }
    answer = .host
    return true
  }

  /// - Returns: whether to call `cancel` now: only after `invoke` was entered, and only once.
  mutating func takeCancel() -> Bool {
    guard answer == .host, isInside, !hasFinished, !cancelWasSent else { return false }
    cancelWasSent = true
    return true
  }

  /// - Parameter status: what `invoke` returned: 0 done, 1 pending, anything else an error.
  mutating func returned(status: Int32) -> ReturnVerdict {
    hasReturned = true
    if status == 1 { return .fine }
    // Whatever its status, the agent has finished with this call.
    let hadFinished = hasFinished
    hasFinished = true
    guard answer == .none, !hadFinished else { return .fine }
    answer = .agent
    return status == 0 ? .missingResult : .failed
  }

  /// Whether the agent no longer holds any part of this call.
  var isClosed: Bool { isInside ? hasReturned && hasFinished : answer == .host }
}
