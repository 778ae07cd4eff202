import HermesContract

/// Which tasks run and which wait, without effects: users take turns, the tasks of one start in order of arrival, with
/// a limit per user and in all, and one at a time per conversation.
struct TaskQueue {
  struct Limits: Sendable {
    var runningPerUser: Int
    var queuedPerUser: Int
    var running: Int
  }

  /// Where a task is. It has one place at a time.
  enum Place: Sendable {
    /// It is being stored.
    case arriving
    case waiting
    case running
    /// It waits for a person, and takes no place of those that run.
    case resting
  }

  private struct Entry {
    let task: QueuedTask
    let place: Place
  }

  /// A waiting task and when it came, as a number.
  private struct Arrival {
    let number: Int
    let task: QueuedTask
  }

  /// The tasks of one user.
  private struct User {
    /// In order of arrival.
    var waiting: [Arrival] = []
    var arriving = 0
    var running = 0
    var resting = 0

    var count: Int { waiting.count + arriving + running + resting }
  }

  private let limits: Limits
  /// Every task that has not ended, without its request.
  private var entries: [TaskID: Entry] = [:]
  /// Users with tasks.
  private var users: [UserID: User] = [:]
  private var arrivals = 0
  /// The conversations of the tasks that run.
  private var busy: Set<ConversationID> = []
  private(set) var runningCount = 0
  private(set) var waitingCount = 0

  init(limits: Limits) { self.limits = limits }

  // MARK: - Places

  func place(of task: TaskID) -> Place? { entries[task]?.place }

  /// Keeps a place for a task until it is enqueued or withdrawn: however many come at once, no more
  /// are stored than may wait.
  /// - Throws: `too_many_tasks` when the user's queue is full.
  mutating func admit(_ task: QueuedTask) throws(HermesError) {
    let user = users[task.owner, default: User()]
    guard user.waiting.count + user.resting < limits.queuedPerUser,
      user.count < limits.runningPerUser + limits.queuedPerUser
    else {
      throw HermesError(
        .tooManyTasks,
        message:
          "You have \(limits.queuedPerUser) tasks waiting. Wait for one to end, or cancel one.",
        isRetryable: true, retryAfter: .seconds(1))
    }
    move(task, to: .arriving)
  }

  /// A task could not be stored.
  mutating func withdraw(_ task: TaskID) { _ = remove(task, from: .arriving) }

  mutating func enqueue(_ task: QueuedTask) { move(task, to: .waiting) }

  /// A task has nothing to do before a person has answered.
  mutating func setAtRest(_ task: QueuedTask) { move(task, to: .resting) }

  mutating func finish(_ task: TaskID) { _ = remove(task, from: .running) }

  /// Takes a task out of its place; nil if it is not there.
  mutating func remove(_ task: TaskID, from place: Place) -> QueuedTask? {
    guard let entry = entries[task], entry.place == place else { return nil }
    entries[task] = nil
    return leave(entry)
  }

  private mutating func move(_ task: QueuedTask, to place: Place) {
    if let entry = entries.updateValue(
      Entry(task: task.withoutRecord, place: place), forKey: task.id)
    {
      _ = leave(entry)
    }
    switch place {
    case .arriving: users[task.owner, default: User()].arriving += 1
    case .waiting:
      arrivals += 1
      waitingCount += 1
      users[task.owner, default: User()].waiting.append(Arrival(number: arrivals, task: task))
    case .running:
      runningCount += 1
      busy.insert(task.conversation)
      users[task.owner, default: User()].running += 1
    case .resting: users[task.owner, default: User()].resting += 1
    }
  }

  /// - Returns: the task, with its request if the queue had that.
  private mutating func leave(_ entry: Entry) -> QueuedTask {
    let task = entry.task
    var left = task
    var user = users[task.owner, default: User()]
    switch entry.place {
    case .arriving: user.arriving -= 1
    case .waiting:
      waitingCount -= 1
      if let index = user.waiting.firstIndex(where: { $0.task.id == task.id }) {
        left = user.waiting.remove(at: index).task
      }
    case .running:
      runningCount -= 1
      busy.remove(task.conversation)
      user.running -= 1
    case .resting: user.resting -= 1
    }
    users[task.owner] = user.count == 0 ? nil : user
    return left
  }

  // MARK: - Turns

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
    guard waitingCount > 0 else { return [] }
    let waitingInside = idle.count { place(of: $0) == .running }
    let room = limits.running + min(waitingInside, limits.running * Self.idleShare)
    let roomForFirsts = max(room, waitingInside + limits.running)
    // Nobody may start: there is no need to look whose turn it is.
    guard runningCount < roomForFirsts else { return [] }
    /// Conversations of tasks that can't start now: later ones of a conversation do not overtake.
    var passed: Set<ConversationID> = []
    var candidates = users.compactMapValues { candidate(of: $0, besides: passed) }
    var ready: [QueuedTask] = []
    while let (user, task) = nextTask(among: candidates) {
      let isFirst = users[user]?.running == 0
      guard runningCount < (isFirst ? roomForFirsts : room) else { break }
      if task.record != nil || hold(task) {
        move(task, to: .running)
        ready.append(task)
      } else {
        passed.insert(task.conversation)
      }
      candidates[user] = users[user].flatMap { candidate(of: $0, besides: passed) }
    }
    return ready
  }

  /// The first task of a user that may start; nil if there is none, or if as many run as may.
  private func candidate(of user: User, besides passed: Set<ConversationID>) -> Arrival? {
    guard user.running < limits.runningPerUser else { return nil }
    return user.waiting.first {
      !busy.contains($0.task.conversation) && !passed.contains($0.task.conversation)
    }
  }

  /// The task of whoever has fewest that run; of those, the one that has waited longest.
  private func nextTask(among candidates: [UserID: Arrival]) -> (user: UserID, task: QueuedTask)? {
    var best: (running: Int, user: UserID, arrival: Arrival)?
    for (user, arrival) in candidates {
      let running = users[user]?.running ?? 0
      if let best, (best.running, best.arrival.number) < (running, arrival.number) { continue }
      best = (running, user, arrival)
    }
    return best.map { ($0.user, $0.arrival.task) }
  }

  // MARK: - Conversations

  /// The tasks of a conversation that run, wait or are about to, in this order.
  func tasks(in conversation: ConversationID) -> [TaskID] {
    let tasks = entries.values.filter { $0.task.conversation == conversation }
    func taskIDs(in place: Place) -> [TaskID] { tasks.filter { $0.place == place }.map(\.task.id) }
    let waiting = tasks.first.flatMap { users[$0.task.owner]?.waiting } ?? []
    return taskIDs(in: .arriving) + taskIDs(in: .running)
      + waiting.map(\.task).filter { $0.conversation == conversation }.map(\.id)
  }

  /// The tasks of a conversation that wait for a person.
  func resting(in conversation: ConversationID) -> [TaskID] {
    entries.values.filter { $0.place == .resting && $0.task.conversation == conversation }
      .map(\.task.id)
  }
}
