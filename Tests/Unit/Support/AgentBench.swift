import AgentABI
import HermesContract
import HermesThreads
import Logging
import Synchronization

@testable import HermesPluginRuntime

/// An instance of an agent that the test plays itself. Its timers run only once they are started.
struct AgentBench: Sendable {
  private final class Told: Sendable {
    let exhaustions = Atomic(0)
    let faults = Mutex<[String]>([])
    let emitted = Mutex<[(AgentEmission?, stored: @Sendable () -> Void)]>([])
  }

  let instance: AgentInstance
  let lane: RecordingLane
  private let told = Told()
  private let deadlines = Deadlines()

  init(
    card: AgentCard? = nil, concurrency: Int = 1, deadline: Duration? = .seconds(3600),
    grace: Duration? = .seconds(3600), outage: String? = nil, logger: Logger = JournalBench.logger
  ) throws {
    lane = RecordingLane(outage: outage)
    var setup = AgentInstance.Setup(
      card: try card ?? .worker(), concurrency: concurrency, deadline: deadline, grace: grace,
      deadlines: deadlines, control: ControlThread("test", deadlines: deadlines),
      logger: logger)
    setup.onExhausted = { [told] in told.exhaustions.add(1, ordering: .relaxed) }
    setup.onMisuse = { [told] what, _, count in
      told.faults.withLock { $0.append("\(count): \(what)") }
    }
    instance = AgentInstance(setup, lane: lane)
  }

  /// From now on deadlines and graces end.
  func startTimers() throws -> NamedThread { try deadlines.start(named: "test-timers") }

  func stop(_ timers: NamedThread) {
    deadlines.stop()
    timers.join()
  }

  /// How often every slot was said to be lost.
  var exhaustions: Int { told.exhaustions.load(ordering: .relaxed) }
  /// What was held against the agent, each with its number.
  var faults: [String] { told.faults.withLock { $0 } }
  /// What came of its emissions.
  var emitted: [AgentEmission?] { told.emitted.withLock { $0.map(\.0) } }
  var counters: AgentCounters { instance.state.withLock { $0.counters } }

  /// Calls the agent, with a receiver that needs none of its emissions and says so at once.
  func invokeForNobody() async -> AgentAnswer? {
    await instance.invoke(.sample()) { _, stored in stored() }
  }

  /// Calls the agent as a step does.
  func invoke(owner: UserID = UserID("ada")) async -> AgentAnswer? {
    await instance.invoke(.sample(owner: owner)) { [told] emission, stored in
      told.emitted.withLock { $0.append((emission.event, stored)) }
    }
  }

  /// The journal has the first of the emissions that it did not have.
  func store(_ count: Int) {
    let stored = told.emitted.withLock { emitted in
      defer { emitted.removeFirst(count) }
      return emitted.prefix(count).map(\.stored)
    }
    for each in stored { each() }
  }
}

extension AgentInvocation {
  static func sample(_ agent: String = "Worker", owner: UserID = UserID("ada")) -> AgentInvocation {
    AgentInvocation(
      agent: agent, skill: "work", task: TaskID("t"), owner: owner, conversation: .random(),
      stepKey: "t/1", attempt: 2, message: Message(parts: [Part(text: "x")]), artifacts: [])
  }
}

/// What an agent does.
extension AgentInstance {
  func finish(_ call: Call, status: hermes_status = ABIStatus.ok, _ json: String) -> hermes_status {
    Array(json.utf8).withBytes { finish(call.token, status: status, json: $0) }
  }

  func emit(
    _ call: Call, kind: hermes_event_kind = ABIEventKind.thinking,
    _ json: String = #"{"thought":"Hm."}"#
  ) -> hermes_status {
    Array(json.utf8).withBytes { emit(call.token, kind: kind, json: $0) }
  }

  /// Its `invoke` returns.
  func leave(_ call: Call, status: hermes_status = ABIStatus.ok) {
    returned(call, status: status, cpuNanoseconds: 0)
  }

  /// Takes a call and does it.
  func serve(_ call: Call, _ json: String = #"{"text":"done"}"#) {
    guard entered(call) else { return }
    _ = finish(call, json)
    leave(call)
  }
}
