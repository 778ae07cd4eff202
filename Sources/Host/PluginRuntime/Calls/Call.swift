import AgentABI
import Glibc
import HermesContract
import HermesThreads
import Synchronization

/// An open call of an agent: its state, its credit, and whoever waits for its outcome.
final class Call: Sendable {
  /// An event of an agent, both raw and parsed.
  struct Emission: Sendable {
    let kind: hermes_event_kind
    let json: [UInt8]
    /// nil for a question.
    let event: AgentEmission?
    var question: AgentQuestion?
  }

  /// The answer of a call, with the bytes passed to `finish` if it came from the agent itself.
  struct Answer: Sendable {
    let outcome: AgentOutcome
    var finish: (status: hermes_status, json: [UInt8])?
  }

  typealias Emit = @Sendable (Emission, _ stored: @escaping @Sendable () -> Void) -> Void

  struct State: Sendable {
    var machine = CallState()
    var credit = Credit()
    var usage = CallUsage()
    var children = Children()
    /// The question that the agent asks a person instead of answering.
    var question: AgentQuestion?
    /// Unanswered requests for completions.
    var completions = 0
    var answer: Answer?
    var waiter: UnsafeContinuation<Answer, Never>?
    /// Set when the host stops waiting for the agent although the call is not closed.
    var isWrittenOff = false
    /// Set if the call is still not closed at its deadline.
    var isHung = false
    var endedAt: UInt64 = 0
  }

  let token: hermes_call
  let task: String
  /// What was asked for; nil in a child process, since only the server knows.
  let context: AgentInvocation?
  /// When the host ends it, in nanoseconds of the monotonic clock.
  let deadline: UInt64
  /// nil for no limit.
  let limit: Duration?
  /// When the call was requested, before it had a slot.
  let requestedAt: UInt64
  let emit: Emit
  /// Called once, when the agent no longer holds any part of the call. Must not block.
  let onClosed: (@Sendable (Call) -> Void)?
  /// Called once with the answer, instead of a waiter. Must not block.
  let onAnswer: (@Sendable (Call, Answer) -> Void)?
  let state = Mutex(State())
  /// The thread that is passing on an emission under the call's lock; 0 if there is none.
  private let emitter = Atomic<UInt>(0)
  /// Whether that emission was reported as stored before it was passed on.
  private let isStoredAtOnce = Atomic<Bool>(false)
  /// The call's slot in the record of calls in flight; 0 if it has none.
  let recordSlot = Atomic<UInt32>(0)

  init(
    token: hermes_call, task: String, context: AgentInvocation? = nil, limit: Duration?,
    requestedAt: UInt64 = monotonicNanoseconds(), emit: @escaping Emit,
    onAnswer: (@Sendable (Call, Answer) -> Void)? = nil,
    onClosed: (@Sendable (Call) -> Void)? = nil
  ) {
    self.token = token
    self.task = task
    self.context = context
    self.limit = limit
    self.emit = emit
    self.onAnswer = onAnswer
    self.onClosed = onClosed
    self.requestedAt = requestedAt
    deadline = limit.map { monotonicNanoseconds() + UInt64($0 / .nanoseconds(1)) } ?? .max
  }

  /// Waits for the answer. Supports one caller.
  func answer() async -> Answer {
    // An unsafe continuation is correct here: `answer(_:)` takes it out of the state and resumes it
    // exactly then.
    await withUnsafeContinuation { continuation in
      let answer = state.withLock { state in
        if state.answer == nil { state.waiter = continuation }
        return state.answer
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  /// Gives `answer` to the waiter, unless the call already has an answer.
  func answer(_ answer: Answer) {
    let (isNew, waiter) = state.withLock { state -> (Bool, UnsafeContinuation<Answer, Never>?) in
      guard state.answer == nil else { return (false, nil) }
      state.answer = answer
      defer { state.waiter = nil }
      return (true, state.waiter)
    }
    guard isNew else { return }
    // Before the answer is visible to anyone: nothing may be started for an answered call.
    endChildren()
    waiter?.resume(returning: answer)
    onAnswer?(self, answer)
  }

  func answer(_ outcome: AgentOutcome) { answer(Answer(outcome: outcome)) }

  /// Passes on an emission. Call under the call's lock, so that nothing is emitted after the call
  /// has been answered.
  /// - Parameter stored: called once the journal has stored it, or never needs to. It may take the
  ///   lock: the receiver can report it before this function returns, but is then only noted.
  /// - Returns: whether that was noted, in which case `stored` is not called.
  func passOn(_ emission: Emission, onStored stored: @escaping @Sendable () -> Void) -> Bool {
    emitter.store(UInt(pthread_self()), ordering: .relaxed)
    emit(emission) { [self] in
      // Only the emitting thread can find itself here.
      if emitter.load(ordering: .relaxed) == UInt(pthread_self()) {
        isStoredAtOnce.store(true, ordering: .relaxed)
      } else {
        stored()
      }
    }
    emitter.store(0, ordering: .relaxed)
    return isStoredAtOnce.exchange(false, ordering: .relaxed)
  }
}
