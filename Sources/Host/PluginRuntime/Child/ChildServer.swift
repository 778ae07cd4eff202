import AgentABI
import Glibc
import HermesCRuntime
import HermesContract
import HermesNativeFunctions
import HermesThreads
import Logging
import Synchronization

/// The counterpart of `LibraryChild`: opens one library in a separate process and carries calls to
/// it. Calls follow the same rules as in the server, through the same `AgentInstance`.
package final class ChildServer: Sendable {
  private struct State: Sendable {
    var library: Library?
    /// Set instead of a library.
    var native: NativeAgent?
    var file = ""
    var agents: [UInt8: AgentInstance] = [:]
    var cpu = ChildCPU()
    /// Unanswered requests to the host. Numbers start with the process id, so that an answer to an
    /// earlier child is not taken for one to this child.
    var requests: [UInt64: (hear: HostService.Hear, reply: HostService.Reply)] = [:]
    var nextRequest = UInt64(getpid()) << 32
  }

  private let connection = ChildConnection(HERMES_CHILD_SOCKET, name: "child")
  private let control: ControlThread
  private let deadlines = Deadlines()
  private let state = Mutex(State())

  private init() throws(ThreadFailure) {
    control = ControlThread("library", deadlines: deadlines)
    try deadlines.start(named: "deadlines").detach()
  }

  /// Serves until the socket closes, and then ends the process group with everything that runs in
  /// it.
  package static func run() -> Never {
    do throws(ThreadFailure) {
      let server = try ChildServer()
      let reader = try NamedThread("child-in") {
        server.read()
        kill(0, SIGKILL)
      }
      reader.join()
      _exit(0)
    } catch {
      // The server includes this line in its report of how the child ended.
      let line = Array("\(error)\n".utf8)
      _ = line.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      _exit(1)
    }
  }

  private func read() {
    var decoder = ChildFrameDecoder(maximumPayload: ChildFrame.maximumPayload)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(HERMES_CHILD_SOCKET, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      decoder.append(buffer[..<count])
      do { while let frame = try decoder.nextFrame() { handle(frame) } } catch { return }
    }
  }

  private func handle(_ frame: ChildFrame) {
    switch frame.kind {
    case .load: load(frame.payload)
    case .create: create(frame)
    case .invoke: invoke(frame)
    case .cancel: instance(frame)?.cancel(frame.token)
    case .stored:
      guard frame.payload.count >= 4 else { return }
      let bytes: UInt32 = frame.payload.number(at: 0)
      instance(frame)?.stored(frame.token, bytes: Int(bytes))
    case .destroy:
      guard let instance = instance(frame) else { return }
      Task {
        await instance.stop()
        connection.send(ChildFrame(kind: .destroyed, agent: frame.agent))
      }
    case .reconcile:
      instance(frame)?.lane.reconcile(String(decoding: frame.payload, as: UTF8.self)) {
        [connection] status, bytes in
        var payload: [UInt8] = []
        payload.append(number: status)
        connection.send(
          ChildFrame(
            kind: .reconciled, agent: frame.agent, token: frame.token, payload: payload + bytes))
      }
    case .reply:
      guard frame.payload.count >= 12 else { return }
      let number: UInt64 = frame.payload.number(at: 0)
      let request = state.withLock { $0.requests.removeValue(forKey: number) }
      request?.reply(frame.payload.number(at: 8), Array(frame.payload[12...]))
    case .piece:
      guard frame.payload.count >= 9 else { return }
      let number: UInt64 = frame.payload.number(at: 0)
      let request = state.withLock { $0.requests[number] }
      request?.hear(frame.payload[8], Array(frame.payload[9...]))
    default: break
    }
  }

  /// Passes a request on to the server.
  private func requestService(
    _ service: HostService, token: UInt64, payload: [UInt8], agent: UInt8,
    hear: @escaping HostService.Hear, reply: @escaping HostService.Reply
  ) {
    let number = state.withLock { state in
      state.nextRequest += 1
      state.requests[state.nextRequest] = (hear, reply)
      return state.nextRequest
    }
    var out: [UInt8] = []
    out.append(number: number)
    out.append(service.rawValue)
    out.append(contentsOf: payload)
    connection.send(ChildFrame(kind: .service, agent: agent, token: token, payload: out))
  }

  private func instance(_ frame: ChildFrame) -> AgentInstance? {
    state.withLock { $0.agents[frame.agent] }
  }

  // MARK: - Opening

  private func load(_ payload: [UInt8]) {
    guard let order = JSONValue(parsing: payload).flatMap(ChildOrder.init(json:)) else {
      return refuse(cause: "its child was given an order that it can't read", cure: "report this")
    }
    let limits = order.limits
    func limit(_ value: Int?) -> UInt64 { value.map(UInt64.init) ?? HERMES_UNLIMITED }
    let status = hermes_limit(
      limit(limits.memory), limit(limits.fileSize), limit(limits.descriptors), limit(limits.core))
    guard status == 0 else {
      return refuse(
        cause: "its child can't be limited (\(String(cString: strerror(status))))",
        cure: "lower the limits in its manifest")
    }
    if let native = order.native { return load(native) }
    let before = SignalHandlers()
    do {
      let library = try Library(
        copy: order.copy, path: order.file, runtime: order.runtime, extensions: order.extensions)
      state.withLock { state in
        state.library = library
        state.file = order.file
      }
      let cards = library.cards.map { JSONValue.string(JSONWriter.text($0.json)) }
      // A runtime that starts together with its library, such as Go's, is running by the time the
      // cards are read.
      let signals = SignalHandlers().taken(since: before).map(SignalName.of)
      connection.send(
        ChildFrame(
          kind: .loaded,
          payload: JSONWriter.bytes(["cards": .array(cards), "signals": JSONValue(signals)])))
    } catch {
      refuse(cause: error.cause, cure: error.cure)
    }
  }

  private func load(_ library: NativeLibrary) {
    do {
      let native = try NativeAgent(library)
      state.withLock { $0.native = native }
      let card = JSONValue.string(String(decoding: native.cardJSON, as: UTF8.self))
      connection.send(ChildFrame(kind: .loaded, payload: JSONWriter.bytes(["cards": [card]])))
    } catch {
      let refusal = LibraryRefusal(error, in: "")
      refuse(cause: refusal.cause, cure: refusal.cure)
    }
  }

  private func create(_ native: NativeAgent, frame: ChildFrame) {
    let lane = NativeLane(native, record: CallRecord.Library())
    let instance = AgentInstance(
      setup(for: native.card, agent: frame.agent, extensions: []), lane: lane)
    state.withLock { $0.agents[frame.agent] = instance }
    connection.send(ChildFrame(kind: .created, agent: frame.agent))
  }

  private func refuse(cause: String, cure: String) {
    connection.send(
      ChildFrame(
        kind: .refused,
        payload: JSONWriter.bytes(["cause": .string(cause), "cure": .string(cure)])))
  }

  private func create(_ frame: ChildFrame) {
    if let native = state.withLock({ $0.native }) { return create(native, frame: frame) }
    let (library, file) = state.withLock { ($0.library, $0.file) }
    let index = Int(frame.token)
    guard let library, library.cards.indices.contains(index),
      let order = JSONValue(parsing: frame.payload)
    else {
      return refuse(
        cause: "its child was ordered to create an agent that it does not have", cure: "report this"
      )
    }
    let card = library.cards[index]
    let lane = InProcessLane(
      table: library.table, name: card.name, concurrency: card.maxConcurrency,
      record: CallRecord.Library())
    let config = order["config"] ?? .object(JSONObject())
    let extensions = Set(order["extensions"]?.strings ?? [])
    let instance = AgentInstance(
      setup(for: card, agent: frame.agent, extensions: extensions), lane: lane)
    Task {
      do {
        try await lane.create(index: index, config: config, file: file, for: instance)
        state.withLock { $0.agents[frame.agent] = instance }
        connection.send(ChildFrame(kind: .created, agent: frame.agent))
      } catch let refusal as LibraryRefusal {
        refuse(cause: refusal.cause, cure: refusal.cure)
      } catch {
        refuse(cause: "agent \(card.name): \(error)", cure: "report this")
      }
    }
  }

  /// The server enforces slots, deadlines and grace periods: here a call may take as long as it is
  /// given.
  private func setup(
    for card: AgentCard, agent: UInt8, extensions: Set<String>
  ) -> AgentInstance.Setup {
    AgentInstance.Setup(
      card: card, concurrency: .max, deadline: nil, grace: nil, deadlines: deadlines,
      control: control, logger: Logger(label: "child") { _ in SwiftLogNoOpLogHandler() },
      extensions: extensions,
      serve: { [self] service, call, payload, hear, reply in
        requestService(
          service, token: call.token, payload: payload, agent: agent, hear: hear, reply: reply)
      },
      onMisuse: { [connection] what, token, _ in
        connection.send(
          ChildFrame(kind: .misuse, agent: agent, token: token, payload: Array(what.utf8)))
      },
      onLog: { [connection] text, level, token in
        let level = UInt8(truncatingIfNeeded: level)
        connection.send(
          ChildFrame(kind: .log, agent: agent, token: token, payload: [level] + Array(text.utf8)))
      }, logAllowance: .ofChild)
  }

  // MARK: - Calls

  private func invoke(_ frame: ChildFrame) {
    let agent = frame.agent
    guard let instance = instance(frame) else { return }
    state.withLock { $0.cpu.begin(frame.token) }
    let call = Call(token: frame.token, task: "", limit: nil) { [self] emission, stored in
      var payload: [UInt8] = []
      payload.append(number: emission.kind)
      payload.append(contentsOf: emission.json)
      // `stored` is not kept: credit is returned by the call's token.
      connection.send(
        ChildFrame(kind: .event, agent: agent, token: frame.token, payload: payload))
    } onAnswer: { [self] call, answer in
      answered(call, answer: answer, agent: agent)
    } onClosed: { [self] call in
      var payload: [UInt8] = []
      payload.append(number: call.state.withLock { $0.usage.cpuNanoseconds })
      state.withLock { $0.cpu.end(call.token) }
      connection.send(
        ChildFrame(kind: .closed, agent: agent, token: call.token, payload: payload))
    }
    _ = instance.begin(call, request: frame.payload)
  }

  private func answered(_ call: Call, answer: Call.Answer, agent: UInt8) {
    let thread = call.state.withLock { $0.usage }
    let alone = state.withLock { $0.cpu.spentAlone(call.token) }
    let (status, json) = answer.finish ?? Self.encode(answer.outcome)
    var payload: [UInt8] = []
    payload.reserveCapacity(json.count + 13)
    payload.append(number: status)
    payload.append(number: alone ?? thread.cpuNanoseconds)
    payload.append(alone == nil ? 1 : 0)
    payload.append(contentsOf: json)
    connection.send(
      ChildFrame(kind: .finished, agent: agent, token: call.token, payload: payload))
  }

  /// An answer from the rules rather than from the agent.
  private static func encode(_ outcome: AgentOutcome) -> (hermes_status, [UInt8]) {
    switch outcome {
    case .failed(let error): return (ABIStatus.failed, Call.encode(error))
    // The server has ended the call and expects only the message that it is over.
    case .completed, .asked, .stopped: return (ABIStatus.ok, Array("{}".utf8))
    }
  }
}
