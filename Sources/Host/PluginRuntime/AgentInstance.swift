import AgentABI
import HermesContract
import HermesThreads
import Logging
import Synchronization

/// A running instance of an agent in the in-process lane.
///
/// Foreign code runs on `threads` (create, invoke, destroy) and on the shared control thread
/// (cancel, drained), never under a lock of ours, but for the emission sink, which only queues.
final class AgentInstance: Sendable {
  struct Counters: Sendable {
    var calls = 0
    var errors = 0
    var misuse = 0
    var writtenOff = 0
  }

  struct State: Sendable {
    var calls = CallTable()
    var counters = Counters()
    /// When `sweep` comes next; no call has an earlier deadline.
    var nextSweep = UInt64.max
    /// After destroy has begun every host function answers HERMES_E_ENDED.
    var isDestroyed = false
  }

  let card: AgentCard
  let table: PluginTable
  let slots: Slots
  let logger: Logger
  let control: WorkerThreads
  let deadlines: Deadlines
  let defaultDeadline: Duration
  /// How long an agent may take to finish a call that the host has ended.
  let grace: Duration
  let state = Mutex(State())
  /// Counts changes of any call's credit or end, for the threads that wait in emit_wait.
  let creditChanges = Monitor(0)
  private let threads: WorkerThreads
  private let agent = Mutex<UInt>(0)

  init(
    card: AgentCard, table: PluginTable, control: WorkerThreads, deadlines: Deadlines,
    defaultDeadline: Duration, grace: Duration, logger: Logger
  ) {
    self.card = card
    self.table = table
    self.control = control
    self.deadlines = deadlines
    self.defaultDeadline = defaultDeadline
    self.grace = grace
    var logger = logger
    logger[metadataKey: "agent"] = "\(card.name)"
    self.logger = logger
    slots = Slots(limit: card.maxConcurrency)
    threads = WorkerThreads("agent-\(card.name)", limit: card.maxConcurrency)
  }

  /// Calls the library's `create`.
  /// - Throws: what the library wrote to errbuf.
  func create(index: Int, config: JSONValue, file: String) async throws {
    let bytes = JSONWriter.bytes(config)
    let result = try await threads.run { [table] () -> Result<UInt, LibraryRefusal> in
      let host = HostTable.make(for: self)
      var agent: OpaquePointer?
      var buffer = [CChar](repeating: 0, count: 512)
      let status = bytes.withBytes {
        table.create(UInt32(index), host, $0, &agent, &buffer, buffer.count)
      }
      guard status == 0, let agent else {
        let text = String(
          decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return .failure(
          LibraryRefusal(
            file,
            "agent \(self.card.name): create answered \(status)\(text.isEmpty ? "" : " (\(text))")",
            cure: text.isEmpty ? "ask the agent's author; it gave no reason" : "see its message"))
      }
      return .success(UInt(bitPattern: agent))
    }
    let address = try result.get()
    agent.withLock { $0 = address }
  }

  var pointer: OpaquePointer? { OpaquePointer(bitPattern: agent.withLock { $0 }) }

  // MARK: - Calls

  func invoke(_ invocation: AgentInvocation, emit: @escaping Call.Emit) async -> AgentOutcome {
    switch await slots.acquire() {
    case .admitted: break
    case .cancelled: return .stopped(cooperative: true, after: .zero)
    case .full:
      return .failed(
        HermesError(
          "agent_busy", "\(card.name) has too many calls waiting. Try again later.",
          isRetryable: true, retryAfter: .seconds(1)))
    }
    let limit = card.deadline ?? defaultDeadline
    let call = Call(token: CallTable.newToken(), limit: limit, emit: emit)
    let (isOpen, isEarliest) = state.withLock { state in
      guard !state.isDestroyed else { return (false, false) }
      state.calls.insert(call)
      state.counters.calls += 1
      defer { state.nextSweep = min(state.nextSweep, call.deadline) }
      return (true, call.deadline < state.nextSweep)
    }
    guard isOpen else {
      slots.release()
      return .failed(
        HermesError("agent_stopped", "\(card.name) is being stopped.", isRetryable: true))
    }
    let request = CallRequest.bytes(invocation, deadline: limit)
    // One timer an instance, not a call: nearly every call is over long before its deadline.
    if isEarliest { _ = deadlines.add(after: limit) { [weak self] in self?.sweep() } }
    threads.submit { [self] in enter(call, request) }
    let outcome = await withTaskCancellationHandler {
      await call.outcome()
    } onCancel: {
      cancel(call)
    }
    if case .failed = outcome { state.withLock { $0.counters.errors += 1 } }
    return outcome
  }

  /// On an agent thread.
  private func enter(_ call: Call, _ request: [UInt8]) {
    guard call.state.withLock({ $0.machine.enter() }) else { return settle(call) }
    let status = request.withBytes { table.invoke(pointer, call.token, $0) }
    let verdict = call.state.withLock { $0.machine.returned(status: status) }
    switch verdict {
    case .fine: break
    case .missingResult:
      call.answer(
        .failed(
          HermesError(
            "no_result", "\(card.name) ended a call without a result (HERMES_OK without finish).")))
    case .failed:
      call.answer(
        .failed(HermesError("agent_failed", "\(card.name) answered status \(status) to a call.")))
    }
    settle(call)
  }

  /// Ends the calls that are past their deadline, and comes back for the next.
  private func sweep() {
    let now = monotonicNanoseconds()
    let (due, next) = state.withLock { state in
      let calls = state.calls.open.values
      let later = calls.filter { $0.deadline > now }
      // Those that the host has ended already wait only for their agent.
      state.nextSweep = later.map(\.deadline).min() ?? .max
      return (calls.filter { $0.deadline <= now }, state.nextSweep)
    }
    for call in due {
      end(
        call,
        outcome: .failed(
          HermesError("deadline_exceeded", "\(card.name) did not answer within \(call.limit).")))
    }
    guard next != .max else { return }
    _ = deadlines.add(after: .nanoseconds(Int64(next - now))) { [weak self] in self?.sweep() }
  }

  /// The surrounding task was cancelled: the outcome comes when the agent has finished, or after
  /// the grace.
  private func cancel(_ call: Call) { end(call, outcome: nil) }

  /// Ends a call for the host. With nil, the outcome is whether the agent cooperates.
  private func end(_ call: Call, outcome: AgentOutcome?) {
    let now = monotonicNanoseconds()
    let (isEnded, sendsCancel) = call.state.withLock { state in
      guard state.machine.end() else { return (false, false) }
      state.endedAt = now
      return (true, state.machine.takeCancel())
    }
    guard isEnded else { return }
    creditChanges.broadcast { $0 += 1 }
    if let outcome { call.answer(outcome) }
    if sendsCancel, let cancel = table.cancel {
      control.submit { [self] in cancel(pointer, call.token) }
    }
    _ = deadlines.add(after: grace) { [weak self] in self?.writeOff(call) }
    settle(call)
  }

  /// The grace is over: whoever still waits is told, and the slot counts as lost until the agent
  /// does finish.
  private func writeOff(_ call: Call) {
    let elapsed = call.state.withLock { state -> UInt64? in
      guard !state.machine.isClosed else { return nil }
      state.isWrittenOff = true
      return monotonicNanoseconds() - state.endedAt
    }
    guard let elapsed else { return }
    state.withLock { $0.counters.writtenOff += 1 }
    logger.warning(
      "agent did not finish a call that the host ended; its slot is lost until it does",
      metadata: ["call": "\(call.token)"])
    call.answer(.stopped(cooperative: false, after: .nanoseconds(Int64(elapsed))))
  }

  /// Frees what a call holds once the agent holds nothing of it.
  func settle(_ call: Call) {
    let closed = call.state.withLock {
      state -> (byHost: Bool, wasWrittenOff: Bool, elapsed: UInt64)? in
      guard state.machine.isClosed else { return nil }
      let byHost = state.machine.answer == .host
      return (byHost, state.isWrittenOff, byHost ? monotonicNanoseconds() - state.endedAt : 0)
    }
    guard let closed else { return }
    let wasOpen = state.withLock { state in
      guard state.calls.open[call.token] != nil else { return false }
      state.calls.remove(call.token, endedByHost: closed.byHost)
      if closed.wasWrittenOff { state.counters.writtenOff -= 1 }
      return true
    }
    guard wasOpen else { return }
    slots.release()
    if closed.byHost {
      call.answer(.stopped(cooperative: true, after: .nanoseconds(Int64(closed.elapsed))))
    }
  }

  // MARK: - Shutdown

  /// Ends every call, waits for the agent at most its grace, and destroys it unless a call is stuck:
  /// then the instance is left as it is.
  func stop() async {
    let calls = state.withLock { Array($0.calls.open.values) }
    for call in calls { cancel(call) }
    for call in calls { _ = await call.outcome() }
    let isFree = state.withLock { state in
      state.isDestroyed = true
      return state.calls.open.isEmpty
    }
    guard isFree, let pointer else {
      if pointer != nil { logger.warning("instance is not destroyed: a call is still inside") }
      return threads.stop()
    }
    let address = UInt(bitPattern: pointer)
    try? await threads.run { [table] in table.destroy(OpaquePointer(bitPattern: address)) }
    threads.stop()
  }
}
