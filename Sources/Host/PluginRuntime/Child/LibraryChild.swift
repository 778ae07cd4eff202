import HermesContract
import HermesThreads
import Logging
import Synchronization

/// The child process that serves the agents of one library; it is restarted when it ends.
///
/// `ChildState` decides under the lock what to do. Frames are also sent under the lock, which
/// never blocks, so that a call is either in the child that ends or waits for the next one.
final class LibraryChild: Sendable {
  struct Agent: Sendable {
    /// The agent's index in the library.
    let index: Int
    let config: JSONValue
    let extensions: Set<String>
    let instance: AgentInstance
  }

  fileprivate struct State: Sendable {
    var machine = ChildState()
    var suspects = CrashSuspects()
    var process: ChildProcess?
    var agents: [Agent] = []
    var pending: [(agent: Int, call: Call, request: [UInt8])] = []
    var starter: CheckedContinuation<LibraryRefusal?, Never>?
    var reconciling: [UInt64: @Sendable (Int32, [UInt8]) -> Void] = [:]
    var nextReconciliation: UInt64 = 0
    var destroying: [Int: CheckedContinuation<Void, Never>] = [:]
    /// Processor time of children that have ended.
    var cpuNanoseconds: UInt64 = 0
  }

  /// How long a child may take to open its library and create the agents.
  static let startLimit = Duration.seconds(20)
  /// How long an agent may take to be destroyed.
  private static let destroyLimit = Duration.seconds(2)

  private let launch: ChildProcess.Launch
  private let order: ChildOrder
  private let deadlines: Deadlines
  private let logger: Logger
  private let state = Mutex(State())

  init(launch: ChildProcess.Launch, order: ChildOrder, deadlines: Deadlines) {
    self.launch = launch
    self.order = order
    self.deadlines = deadlines
    logger = launch.logger
  }

  // MARK: - Start and restart

  /// Starts the first child, with all wanted agents of the library.
  /// - Throws: why it cannot serve them.
  func start(_ agents: [Agent]) async throws(LibraryRefusal) {
    state.withLock { $0.agents = agents }
    let refusal = await withCheckedContinuation { continuation in
      state.withLock { $0.starter = continuation }
      launchChild()
    }
    if let refusal { throw refusal }
  }

  private func launchChild() {
    let number = state.withLock { state -> Int? in
      state.machine.launch(agents: state.agents.count)
    }
    guard let number else { return }
    do {
      // Files that other users could not change when the library was loaded may be exposed by now.
      if number > 1 { try order.checkAgain() }
      let process = try ChildProcess(launch) { [weak self] frame in
        self?.handle(frame, from: number)
      } onEnd: { [weak self] end in
        self?.ended(end, number: number)
      }
      let isWanted = state.withLock { state in
        guard state.machine.number == number, !state.machine.isStopped else { return false }
        state.process = process
        process.connection.send(
          ChildFrame(kind: .load, payload: JSONWriter.bytes(order.json)))
        return true
      }
      guard isWanted else { return process.kill("it is not needed any more") }
      deadlines.add(after: Self.startLimit) { [weak self] in
        let isLate = self?.state.withLock { $0.machine.isStarting(number) } ?? false
        if isLate { process.kill("it was not ready within \(Self.startLimit)") }
      }
    } catch {
      ended(
        ChildEnd(
          exitCode: -1, signal: 0, reason: "\(error)", lastLine: "", cpuNanoseconds: 0),
        number: number)
    }
  }

  private func handle(_ frame: ChildFrame, from number: Int) {
    switch frame.kind {
    case .loaded:
      state.withLock { state in
        guard state.machine.loaded(number) else { return }
        for (index, agent) in state.agents.enumerated() {
          state.process?.connection.send(
            ChildFrame(
              kind: .create, agent: UInt8(index), token: UInt64(agent.index),
              payload: JSONWriter.bytes([
                "config": agent.config, "extensions": JSONValue(agent.extensions.sorted()),
              ])))
        }
      }
    case .created: created(number)
    case .refused:
      guard case .refused(let refusal) = ChildAnswer.answer(in: frame, to: order) else { return }
      let (starter, process) = state.withLock { state in
        defer { state.starter = nil }
        return (state.starter, state.process)
      }
      starter?.resume(returning: refusal)
      process?.kill("\(refusal.cause)")
    case .reconciled:
      guard frame.payload.count >= 4 else { return }
      let reply = state.withLock { $0.reconciling.removeValue(forKey: frame.token) }
      reply?(frame.payload.number(at: 0), Array(frame.payload[4...]))
    case .destroyed:
      let waiter = state.withLock { $0.destroying.removeValue(forKey: Int(frame.agent)) }
      waiter?.resume()
    default:
      let agent = state.withLock { state in
        state.agents.indices.contains(Int(frame.agent)) ? state.agents[Int(frame.agent)] : nil
      }
      if frame.kind == .finished { state.withLock { $0.machine.answered(number) } }
      agent?.instance.handle(frame) { [weak self] in self?.send($0) }
      if frame.kind == .finished || frame.kind == .closed {
        state.withLock { $0.sendPending() }
      }
    }
  }

  private func created(_ number: Int) {
    let starter = state.withLock { state -> CheckedContinuation<LibraryRefusal?, Never>? in
      guard state.machine.created(number) else { return nil }
      // Every agent is ready: send what has waited, first.
      state.sendPending()
      defer { state.starter = nil }
      return state.starter
    }
    starter?.resume(returning: nil)
  }

  /// On the reader's thread of the child that ended.
  private func ended(_ end: ChildEnd, number: Int) {
    let users = Set(state.withLock { $0.agents }.flatMap { $0.instance.usersInside })
    let (action, starter, agents, destroying, keptOut, suspects) = state.withLock { state in
      state.cpuNanoseconds &+= end.cpuNanoseconds
      state.process = nil
      // If the server ended it, no user is to blame.
      if end.reason == nil { state.suspects.ended(with: users, at: .now) }
      defer {
        state.starter = nil
        state.destroying = [:]
      }
      return (
        state.machine.ended(number, cause: end.cause), state.starter, state.agents,
        state.destroying, state.takeKeptOut(), state.suspects
      )
    }
    for waiter in destroying.values { waiter.resume() }
    if let starter {
      starter.resume(
        returning: LibraryRefusal(
          order.file, cause: "its child ended before it could serve (\(end.cause))",
          cure: order.remedy))
    }
    guard case .restart(let delay) = action else { return }
    logger.error(
      "child ended; it is started again",
      metadata: [
        "library": "\(order.file)", "cause": "\(end.cause)", "again_in": "\(delay)",
      ])
    for agent in agents {
      agent.instance.childEnded(end) { suspects.mayRepeat($0, at: .now) }
    }
    for (agent, call, wait) in keptOut {
      agents[agent].instance.refuse(call, error: .keptOut(for: wait))
    }
    launchChild(after: delay)
  }

  private func launchChild(after delay: Duration) {
    deadlines.add(after: delay) { [self] in
      // Starting a process blocks, so it must not happen on the shared deadlines' thread.
      do throws(ThreadFailure) {
        try NamedThread("child-start") { [self] in launchChild() }.detach()
      } catch {
        launchChild(after: max(delay, .seconds(1)))
      }
    }
  }

  // MARK: - Calls

  func begin(agent: Int, call: Call, request: [UInt8]) {
    let (wait, instance) = state.withLock { state -> (Duration?, AgentInstance?) in
      if let user = call.context?.owner, let wait = state.suspects.waitingTime(of: user, at: .now) {
        return (wait, state.agents.indices.contains(agent) ? state.agents[agent].instance : nil)
      }
      state.pending.append((agent, call, request))
      state.sendPending()
      return (nil, nil)
    }
    if let wait { instance?.refuse(call, error: .keptOut(for: wait)) }
  }

  func send(_ frame: ChildFrame) {
    state.withLock { state in
      if state.machine.isUp { state.process?.connection.send(frame) }
    }
  }

  /// Ends the child, which is then restarted.
  func kill(_ reason: String) {
    state.withLock { $0.process }?.kill(reason)
  }

  /// - Parameter reply: called at most once; not at all if the child ends before it replies.
  func reconcile(
    agent: Int, stepKey: String, reply: @escaping @Sendable (Int32, [UInt8]) -> Void
  ) {
    state.withLock { state in
      // Requests to the child that ended are not answered any more: their callers have a time
      // limit.
      guard state.machine.isUp, let process = state.process else { return }
      state.nextReconciliation += 1
      state.reconciling[state.nextReconciliation] = reply
      process.connection.send(
        ChildFrame(
          kind: .reconcile, agent: UInt8(agent), token: state.nextReconciliation,
          payload: Array(stepKey.utf8)))
    }
  }

  var outage: String? { state.withLock { $0.machine.outage } }

  /// Processor time of all children so far, in nanoseconds.
  var cpuNanoseconds: UInt64 {
    let (ended, process) = state.withLock { ($0.cpuNanoseconds, $0.process) }
    return ended &+ (process?.cpuNanoseconds ?? 0)
  }

  // MARK: - Stop

  /// Destroys one agent; waits at most `destroyLimit`.
  func destroy(_ agent: Int) async {
    await withCheckedContinuation { continuation in
      let isSent = state.withLock { state in
        guard state.machine.isUp, let process = state.process else { return false }
        state.destroying[agent] = continuation
        process.connection.send(ChildFrame(kind: .destroy, agent: UInt8(agent)))
        return true
      }
      guard isSent else { return continuation.resume() }
      deadlines.add(after: Self.destroyLimit) { [weak self] in
        self?.state.withLock { $0.destroying.removeValue(forKey: agent) }?.resume()
      }
    }
  }

  /// Ends the child for good. Its calls have ended, or end with it.
  func stop() {
    let (process, agents) = state.withLock { state in
      state.machine.stop()
      defer { state.agents = [] }
      return (state.process, state.agents)
    }
    process?.connection.close()
    let end = ChildEnd(
      exitCode: 0, signal: 0, reason: "it is being stopped", lastLine: "", cpuNanoseconds: 0)
    for agent in agents { agent.instance.childEnded(end) { _ in true } }
  }
}

extension HermesError {
  fileprivate static func keptOut(for wait: Duration) -> HermesError {
    HermesError(
      .agentCrashed,
      message:
        "Calls of yours have ended this agent again and again. It takes none of yours for \(Int(wait / .seconds(1)) + 1) s."
    )
  }
}

extension LibraryChild.State {
  /// Sends the calls that may enter, in order of arrival. A suspect's call waits until the child is
  /// empty; later calls do not wait for it.
  fileprivate mutating func sendPending() {
    guard machine.isUp, !pending.isEmpty else { return }
    let now = ContinuousClock.now
    // Nearly always no one is suspected, and checking every call would cost more than sending one.
    let isWatched = suspects.mayHaveSuspects(at: now)
    var inside = isWatched ? Set(agents.flatMap { $0.instance.usersInside }) : []
    let waiting = pending
    pending = []
    for (agent, call, request) in waiting {
      if let user = call.context?.owner {
        guard !isWatched || suspects.mayEnter(user, beside: inside, at: now) else {
          pending.append((agent, call, request))
          continue
        }
        if isWatched { inside.insert(user) }
        suspects.called(by: user, at: now)
      }
      send(call, request: request, agent: agent)
    }
  }

  /// Removes the waiting calls of users who are kept out.
  fileprivate mutating func takeKeptOut() -> [(agent: Int, call: Call, wait: Duration)] {
    var taken: [(agent: Int, call: Call, wait: Duration)] = []
    pending.removeAll { agent, call, _ in
      guard let wait = call.context.flatMap({ suspects.waitingTime(of: $0.owner, at: .now) }) else {
        return false
      }
      taken.append((agent, call, wait))
      return true
    }
    return taken
  }

  /// Under the lock: the child must not end between the entry of the call and the frame.
  fileprivate mutating func send(_ call: Call, request: [UInt8], agent: Int) {
    guard agents.indices.contains(agent), agents[agent].instance.entered(call) else { return }
    process?.connection.send(
      ChildFrame(kind: .invoke, agent: UInt8(agent), token: call.token, payload: request))
  }
}
