import HermesContract

/// Which tasks run and which wait, without effects: users take turns, the tasks of one start in order of arrival, with
/// a limit per user and in all, and one at a time per conversation.
struct TaskQueue {
  struct Limits: Sendable {
    var runningPerUser: Int
    var queuedPerUser: Int
    var running: Int
  }

  private let limits: Limits
  /// Tasks that are being stored.
  private var arriving: [TaskID: QueuedTask] = [:]
  private var waiting: [QueuedTask] = []
  private var running: [TaskID: QueuedTask] = [:]
  /// Tasks that wait for a person: they take no place of those that run.
  private var resting: [TaskID: QueuedTask] = [:]

  init(limits: Limits) { self.limits = limits }

  /// Keeps a place for a task until it is enqueued or withdrawn: however many come at once, no more
  /// are stored than may wait.
  /// - Throws: `too_many_tasks` when the user's queue is full.
  mutating func admit(_ task: QueuedTask) throws(HermesError) {
    let owner = task.owner
    func count(_ places: [TaskID: QueuedTask]) -> Int {
      places.values.count { $0.owner == owner }
    }
    let waiting = waiting.count { $0.owner == owner } + count(resting)
    let all = waiting + count(running) + count(arriving)
    guard waiting < limits.queuedPerUser, all < limits.runningPerUser + limits.queuedPerUser else {
      throw HermesError(
        .tooManyTasks,
        "You have \(limits.queuedPerUser) tasks waiting. Wait for one to end, or cancel one.",
        isRetryable: true, retryAfter: .seconds(1))
    }
    arriving[task.id] = task.withoutRecord
  }

  /// Whether a task is being stored.
  func isArriving(_ task: TaskID) -> Bool { arriving[task] != nil }

  /// A task could not be stored.
  mutating func withdraw(_ task: TaskID) { arriving[task] = nil }

  mutating func enqueue(_ task: QueuedTask) {
    arriving[task.id] = nil
    waiting.append(task)
  }

  /// How many more may wait inside agents' queues than run, as a multiple.
  private static let idleShare = 4

  /// Takes the tasks that may start now: whoever has fewest that run goes first, and where those that wait for an agent
  /// are so many that nobody's second may start, a first one still does.
  /// - Parameters:
  ///   - idle: running tasks that wait for an agent, and take no place of those that run.
  ///   - hold: whether there is room in memory for a task that is to be read; it has it from then on.
  mutating func takeReady(
    idle: Set<TaskID> = [], hold: (QueuedTask) -> Bool = { _ in true }
  ) -> [QueuedTask] {
    guard !waiting.isEmpty else { return [] }
    let waitingInside = running.keys.count(where: idle.contains)
    let room = limits.running + min(waitingInside, limits.running * Self.idleShare)
    let roomForFirsts = waitingInside + limits.running
    // Nobody may start: there is no need to look whose turn it is.
    guard running.count < max(room, roomForFirsts) else { return [] }
    var turn = Turn(waiting, running: running)
    var ready: [QueuedTask] = []
    while let next = turn.next(upTo: limits.runningPerUser) {
      guard running.count < (next.isFirst ? max(room, roomForFirsts) : room) else { break }
      let task = waiting[next.place]
      guard task.record != nil || hold(task) else {
        turn.pass(next)
        continue
      }
      running[task.id] = task.withoutRecord
      ready.append(task)
      turn.took(next)
    }
    guard !ready.isEmpty else { return [] }
    let started = Set(ready.map(\.id))
    waiting.removeAll { started.contains($0.id) }
    return ready
  }

  /// A task has nothing to do before a person has answered.
  mutating func rest(_ task: QueuedTask) {
    running[task.id] = nil
    resting[task.id] = task.withoutRecord
  }

  /// Takes out a task that is at rest; nil if it is not.
  mutating func wake(_ task: TaskID) -> QueuedTask? { resting.removeValue(forKey: task) }

  mutating func finish(_ task: TaskID) { running[task] = nil }

  /// Takes a waiting task out; nil if it does not wait.
  mutating func remove(_ task: TaskID) -> QueuedTask? {
    guard let index = waiting.firstIndex(where: { $0.id == task }) else { return nil }
    return waiting.remove(at: index)
  }

  /// The tasks of a conversation that run, wait or are about to.
  func tasks(in conversation: ConversationID) -> [TaskID] {
    arriving.filter { $0.value.conversation == conversation }.map(\.key)
      + running.filter { $0.value.conversation == conversation }.map(\.key)
      + waiting.filter { $0.conversation == conversation }.map(\.id)
  }

  /// The tasks of a conversation that wait for a person.
  func resting(in conversation: ConversationID) -> [TaskID] {
    resting.filter { $0.value.conversation == conversation }.map(\.key)
  }

  func contains(_ task: TaskID) -> Bool {
    running[task] != nil || waiting.contains { $0.id == task }
  }

  var runningCount: Int { running.count }
  var waitingCount: Int { waiting.count }
  var restingCount: Int { resting.count }
}
