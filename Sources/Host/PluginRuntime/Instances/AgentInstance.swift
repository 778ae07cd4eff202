import AgentABI
import HermesContract
import HermesThreads
import Logging
import Synchronization

/// A running instance of an agent, with the rules for its calls; they are the same in every lane.
///
/// The `lane` carries calls to the agent. No function of the lane is called under one of our
/// locks, except the emission sink, which only queues.
final class AgentInstance: Sendable {
  struct Setup: Sendable {
    let card: AgentCard
    let concurrency: Int
    /// nil if the host never ends a call by itself.
    let deadline: Duration?
    /// How long the agent may take to finish a call that the host has ended; nil for no limit.
    let grace: Duration?
    let deadlines: Deadlines
    /// The library's control thread, where the ABI promises certain calls.
    let control: ControlThread
    var logger: Logger
    /// The host extensions that the agent may use.
    var extensions: Set<String> = []
    /// Serves the requests that the agent makes through them.
    var serve: HostService.Serve?
    /// Called once when every slot is held by a call that has passed its deadline. On the
    /// deadlines' thread; must not block.
    var onExhausted: @Sendable () -> Void = {}
    /// Called when the library broke a rule of the ABI, with the total number of breaches. Must not
    /// block.
    var onMisuse: @Sendable (_ what: String, _ call: hermes_call, _ count: Int) -> Void = {
      _, _, _ in
    }
    /// Receives what the agent logs instead of the logger. Must not block.
    var onLog: (@Sendable (_ text: String, _ level: hermes_log_level, _ call: hermes_call) -> Void)?
    var logAllowance = LogAllowance()
  }

  struct State: Sendable {
    var calls = CallTable()
    var counters = AgentCounters()
    /// When `sweep` runs next; no call has an earlier deadline.
    var nextSweep = UInt64.max
    /// Once destroy has begun, every host function returns HERMES_E_ENDED.
    var isDestroyed = false
    var isExhausted = false
  }

  private static let longestDeadline = Duration.seconds(86_400)

  let setup: Setup
  let lane: any AgentLane
  let slots: Slots
  let logger: Logger
  let state = Mutex(State())
  let logAllowance: Mutex<LogAllowance>
  /// The callers that wait for a call of this instance.
  private let waiting = UseCount()
  /// Counts changes of any call's credit or state, for threads that wait in emit_wait.
  let creditChanges = Monitor(0)

  var card: AgentCard { setup.card }

  init(_ setup: Setup, lane: any AgentLane) {
    self.setup = setup
    self.lane = lane
    logAllowance = Mutex(setup.logAllowance)
    var logger = setup.logger
    logger[metadataKey: "agent"] = "\(setup.card.name)"
    self.logger = logger
    slots = Slots(limit: setup.concurrency)
  }

  // MARK: - Calls

  /// - Returns: nil if another instance replaced this one while the call waited for a slot; the
  ///   call has not begun.
  func invoke(_ invocation: AgentInvocation, emit: @escaping Call.Emit) async -> AgentAnswer? {
    let requestedAt = monotonicNanoseconds()
    waiting.enter()
    defer { waiting.leave() }
    let admission = await slots.acquire(for: invocation.owner.text) { invocation.entry?.waits() }
    invocation.entry?.admitted()
    switch admission {
    case .admitted: break
    case .closed: return nil
    case .cancelled:
      invocation.entry?.stop()
      return AgentAnswer(.stopped(cooperative: true, after: .zero))
    case .full:
      return AgentAnswer(
        .failed(
          HermesError(
            .agentBusy, message: "\(card.name) has too many calls waiting. Try again later.",
            isRetryable: true, retryAfter: .seconds(1))))
    }
    if let error = invocation.refusal?() {
      slots.release()
      return AgentAnswer(.failed(error))
    }
    let call = Call(
      token: CallTable.newToken(), task: invocation.task.text, context: invocation,
      limit: setup.deadline,
      requestedAt: requestedAt, emit: emit)
    let limit = setup.deadline ?? Self.longestDeadline
    guard begin(call, request: CallRequest.bytes(invocation, deadline: limit)) else {
      slots.release()
      return AgentAnswer(
        .failed(
          HermesError(.agentStopped, message: "\(card.name) is being stopped.", isRetryable: true)))
    }
    let answer = await withTaskCancellationHandler {
      await call.answer()
    } onCancel: {
      cancel(call)
    }
    let (question, usage) = call.state.withLock { state in
      (state.machine.answer == .agent ? state.question : nil, state.usage)
    }
    // A result that comes with a question is ignored.
    if let question { return AgentAnswer(.asked(question), usage: usage) }
    if case .failed = answer.outcome { state.withLock { $0.counters.errors += 1 } }
    return AgentAnswer(answer.outcome, usage: usage)
  }

  /// Opens a call and passes it to the lane.
  /// - Returns: false if the instance is being stopped.
  func begin(_ call: Call, request: [UInt8]) -> Bool {
    let (isOpen, isEarliest) = state.withLock { state in
      guard !state.isDestroyed else { return (false, false) }
      state.calls.insert(call)
      state.counters.calls += 1
      defer { state.nextSweep = min(state.nextSweep, call.deadline) }
      return (true, call.deadline < state.nextSweep)
    }
    guard isOpen else { return false }
    call.context?.entry?.hold()
    // One timer per instance rather than per call: nearly every call ends long before its deadline.
    if isEarliest, let limit = call.limit {
      setup.deadlines.add(after: limit) { [weak self] in self?.sweep() }
    }
    lane.begin(call, request: request, of: self)
    return true
  }

  /// Call when the agent is about to receive a call.
  /// - Returns: false if the host has already ended it.
  func entered(_ call: Call) -> Bool {
    let now = monotonicNanoseconds()
    let isOpen = call.state.withLock { state in
      state.usage.queued = .nanoseconds(Int64(now - call.requestedAt))
      return state.machine.enter()
    }
    if !isOpen { settle(call) }
    return isOpen
  }

  /// Call when the agent's `invoke` has returned.
  func returned(_ call: Call, status: Int32, cpuNanoseconds: UInt64) {
    let verdict = call.state.withLock { state in
      state.usage.cpuNanoseconds = max(state.usage.cpuNanoseconds, cpuNanoseconds)
      return state.machine.returned(status: status)
    }
    switch verdict {
    case .fine: break
    case .missingResult:
      call.answer(
        .failed(
          HermesError(
            .noResult,
            message: "\(card.name) ended a call without a result (HERMES_OK without finish).")))
    case .failed:
      call.answer(
        .failed(
          HermesError(.agentFailed, message: "\(card.name) answered status \(status) to a call.")))
    }
    settle(call)
  }

  /// Releases what a call holds, once the agent no longer holds any of it.
  func settle(_ call: Call) {
    let closed = call.state.withLock {
      state -> (
        byHost: Bool, wasWrittenOff: Bool, wasHung: Bool, elapsed: UInt64, usage: CallUsage
      )? in
      guard state.machine.isClosed else { return nil }
      let byHost = state.machine.answer == .host
      let elapsed = byHost ? monotonicNanoseconds() - state.endedAt : 0
      return (byHost, state.isWrittenOff, state.isHung, elapsed, state.usage)
    }
    guard let closed else { return }
    let wasOpen = state.withLock { state in
      guard state.calls.open[call.token] != nil else { return false }
      state.calls.remove(call.token, endedByHost: closed.byHost)
      if closed.wasWrittenOff { state.counters.writtenOff -= 1 }
      if closed.wasHung { state.counters.hung -= 1 }
      state.counters.usage.add(closed.usage)
      return true
    }
    guard wasOpen else { return }
    call.endChildren()
    lane.closed(call)
    slots.release()
    if closed.byHost { call.context?.entry?.stop() }
    call.context?.entry?.release()
    if closed.byHost {
      call.answer(.stopped(cooperative: true, after: .nanoseconds(Int64(closed.elapsed))))
    }
    call.onClosed?(call)
  }

  // MARK: - Shutdown

  /// Ends every call, waits at most the agent's grace period, and destroys the agent. If a call is
  /// stuck, the instance is left as it is.
  func stop() async {
    let calls = state.withLock { Array($0.calls.open.values) }
    for call in calls { cancel(call) }
    await waiting.waitUntilIdle()
    let isFree = state.withLock { state in
      state.isDestroyed = true
      return state.calls.open.isEmpty
    }
    guard isFree else {
      return logger.warning("instance is not destroyed: a call is still inside")
    }
    await lane.destroy()
    HostTable.tellDropped(logAllowance.withLock { $0.takeDropped() }, of: self)
  }
}
