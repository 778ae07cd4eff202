import HermesContract
import HermesEvents
import HermesStorage
import NIOPosix

@testable import HermesOrchestration

/// What runs tasks, over a store in memory and agents that a test scripts. Nothing waits before a retry.
struct TaskBench: Sendable {
  let bench: StoreBench
  let commits: FaultyJournalStore
  let broadcaster: Broadcaster
  let journal: Journal
  let agents: ScriptedAgents
  let services: TaskPipeline.Services

  /// - Parameters:
  ///   - earlier: whose store a later start finds.
  ///   - index: what searches the agents' cards.
  init(
    _ agents: ScriptedAgents? = nil, after earlier: TaskBench? = nil,
    retry: RetryPolicy = RetryPolicy(baseDelay: .zero), quotas: Quotas = Quotas(),
    cancelGrace: Duration = .zero, index: (any AgentIndexing)? = nil
  ) async throws {
    if let earlier {
      bench = earlier.bench
    } else {
      bench = try await StoreBench(.inMemory, quotas: quotas)
    }
    commits = FaultyJournalStore(bench.store)
    broadcaster = Broadcaster(
      eventLoops: MultiThreadedEventLoopGroup.singleton, store: bench.store)
    journal = try Journal(store: commits, broadcaster: broadcaster, logger: JournalBench.logger)
    self.agents = try agents ?? ScriptedAgents([.worker()])
    services = TaskPipeline.Services(
      journal: journal, store: bench.store, invoker: self.agents,
      search: AgentSearch(index: try index ?? AgentIndex()),
      rules: StepRules(retry: retry, inputLifetime: .seconds(3600)), cancelGrace: cancelGrace,
      taskDeadline: .seconds(3600), metrics: ServerMetrics(), spans: nil,
      logger: JournalBench.logger)
  }

  /// The journal's thread is joined: not on the cooperative pool.
  func stop() async throws {
    let journal = journal
    try await NIOThreadPool.singleton.runIfActive { journal.stop() }
  }

  // MARK: - Tasks

  /// Stores a task with its first event.
  func create(_ task: TaskRecord) async throws {
    try await journal.append(
      JournalEntry(
        task: task.id, owner: task.owner,
        events: [.taskCreated(query: task.query, conversation: task.conversation)],
        changes: [.created(task, idempotency: nil)]))
  }

  /// A task whose plan is made, stored.
  func task(_ plan: Plan) async throws -> TaskRecord {
    var task = TaskRecord.sample(owner: bench.user.id)
    task.plan = plan
    try await create(task)
    return task
  }

  func stored(_ task: TaskRecord) async throws -> TaskRecord? { try await bench.task(task.id) }

  func status(of task: TaskRecord) async throws -> TaskStatus? { try await stored(task)?.status }

  /// Of each step, by its number.
  func steps(of task: TaskRecord) async throws -> [Int: StepRecord] {
    Dictionary(
      uniqueKeysWithValues: try await bench.store.steps(of: task.id).map { ($0.number, $0) })
  }

  /// Its events as `CommittedEvent.line`, without the first, which says that it was made.
  func lines(of task: TaskRecord) async throws -> [String] {
    try await bench.events(of: task.id).dropFirst().map(\.line)
  }

  // MARK: - What runs them

  func log(_ task: TaskRecord) -> TaskLog {
    TaskLog(task: task.id, owner: task.owner, journal: journal)
  }

  func pipeline(
    _ task: TaskRecord, stop: StopSignal = StopSignal(), inbox: AnswerInbox = AnswerInbox(),
    isAfterDeath: Bool = false
  ) -> TaskPipeline {
    TaskPipeline(
      task, services: services, stop: stop, inbox: inbox, isAfterDeath: isAfterDeath)
  }

  func executor(
    _ task: TaskRecord, log: TaskLog? = nil, inbox: AnswerInbox = AnswerInbox(),
    store: (any ResultStore)? = nil
  ) -> PlanExecutor {
    PlanExecutor(
      plan: task.plan ?? .of(), task: task, message: task.message, history: [],
      log: log ?? self.log(task), invoker: agents, rules: services.rules,
      trace: TaskTrace(of: task, spans: nil), calls: CallLedger(), inbox: inbox,
      store: store ?? bench.store)
  }

  func runner(_ task: TaskRecord, step: Int = 1, log: TaskLog? = nil) -> StepRunner {
    let plan = task.plan ?? .of()
    return StepRunner(
      step: plan.steps[step - 1], total: plan.steps.count, task: task, message: task.message,
      wish: nil, history: [], log: log ?? self.log(task), invoker: agents, rules: services.rules,
      trace: TaskTrace(of: task, spans: nil), calls: CallLedger(), results: HeldResults())
  }
}

extension AgentCard {
  /// Makes text of text, and is only ever planned by a test.
  static func worker(named name: String = "Worker", isIdempotent: Bool = false) throws -> AgentCard
  {
    let card = try sample(name, skill: "work", takes: ["text/plain"], gives: ["text/plain"])
    var skill = card.skills[0]
    skill.isIdempotent = isIdempotent
    return card.withSkills([skill])
  }
}

extension Plan {
  /// The worker's steps, numbered from 1.
  /// - Parameter dependencies: of each step, the numbers of those it needs.
  static func of(_ dependencies: [Int]...) -> Plan {
    Plan(
      steps: dependencies.enumerated().map { index, needed in
        PlanStep(
          number: index + 1, agent: "Worker", skill: "work", task: "Work...", dependsOn: needed)
      }, planner: "test")
  }
}

extension Artifact {
  static func text(_ text: String) -> Artifact {
    Artifact(id: "made", name: "made", parts: [Part(text: text)])
  }
}

extension CommittedEvent {
  /// Its type, and the step and attempt that it is about: "step_started 2.1".
  var line: String {
    let data = (try? JSONParser.parse(json))?["data"]
    let place = [data?["step_number"]?.int, data?["attempt"]?.int].compactMap { $0 }
    let name = place.isEmpty ? "" : " " + place.map(String.init).joined(separator: ".")
    return type.rawValue + name
  }
}
