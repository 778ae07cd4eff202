import HermesContract

/// Which tasks run and which wait. Pure: it has no effects. Users take turns; the tasks of one user
/// start in order of arrival, limited per user and in total, one at a time per conversation.
struct TaskQueue {
  struct Limits: Sendable {
    var runningPerUser: Int
    var queuedPerUser: Int
    var running: Int
  }

  /// Where a task is. It is in one place at a time.
  enum Place: Sendable {
    /// It is being stored.
    case arriving
    case waiting
    case running
    /// It waits for a person and does not count as running.
    case resting
  }

  private struct Entry {
    let task: QueuedTask
    let place: Place
  }

  /// A waiting task with its number in the order of arrival.
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
  /// Every unfinished task, without its request.
  private var entries: [TaskID: Entry] = [:]
  /// Users that have tasks.
  private var users: [UserID: User] = [:]
  private var arrivals = 0
  /// The conversations of the running tasks.
  private var busy: Set<ConversationID> = []
  private(set) var runningCount = 0
  private(set) var waitingCount = 0

  init(limits: Limits) { self.limits = limits }

  // MARK: - Places

  func place(of task: TaskID) -> Place? { entries[task]?.place }

  /// Reserves a place for a task until it is enqueued or withdrawn. However many requests arrive
  /// concurrently, no more tasks are stored than may wait.
  /// - Throws: `too_many_tasks` if the user's queue is full.
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

  /// Call when a task could not be stored.
  mutating func withdraw(_ task: TaskID) { _ = remove(task, from: .arriving) }

  mutating func enqueue(_ task: QueuedTask) { move(task, to: .waiting) }

  /// The task has nothing to do until a person has answered.
  mutating func setAtRest(_ task: QueuedTask) { move(task, to: .resting) }

  mutating func finish(_ task: TaskID) { _ = remove(task, from: .running) }

  /// Removes a task from its place; nil if it is not there.
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

  /// - Returns: the task, with its request if the queue held it.
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

  /// How many more tasks may wait for agents than may run, as a multiple.
  private static let idleShare = 4

  /// Takes the tasks that may start now. The user with the fewest running tasks goes first. When so
  /// many tasks wait for agents that no user may start a second one, each user's first one still
  /// starts.
  /// - Parameters:
  ///   - idle: running tasks that wait for an agent and do not count as running.
  ///   - hold: reserves memory for a task that is about to be read; false if there is none.
  mutating func takeReady(
    idle: Set<TaskID> = [], hold: (QueuedTask) -> Bool = { _ in true }
  ) -> [QueuedTask] {
    guard waitingCount > 0 else { return [] }
    let waitingInside = idle.count { place(of: $0) == .running }
    let room = limits.running + min(waitingInside, limits.running * Self.idleShare)
    let roomForFirsts = max(room, waitingInside + limits.running)
    // No one may start anything, so there is no need to determine whose turn it is.
    guard runningCount < roomForFirsts else { return [] }
    /// Conversations of tasks that cannot start now: later tasks of the same conversation must not
    /// overtake them.
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

  /// The user's first task that may start; nil if there is none or the user's limit is reached.
  private func candidate(of user: User, besides passed: Set<ConversationID>) -> Arrival? {
    guard user.running < limits.runningPerUser else { return nil }
    return user.waiting.first {
      !busy.contains($0.task.conversation) && !passed.contains($0.task.conversation)
    }
  }

  /// The task of the user with the fewest running tasks; among equals, the one that has waited
  /// longest.
  private func nextTask(among candidates: [UserID: Arrival]) -> (user: UserID, task: QueuedTask)? {
    var best: (running: Int, user: UserID, arrival: Arrival)?
    for (user, arrival) in candidates {
      let running = users[user]?.running ?? 0
      if let best, (best.running, best.arrival.number) < (running, arrival.number) { continue }
      best = (running, user, arrival)
    }
    return best.map { ($0.user, $0.arrival.task) }
  }

  /// The tasks of a user, wherever they are. Linear in the number of all tasks.
  func tasks(of owner: UserID) -> [TaskID] {
    guard users[owner] != nil else { return [] }
    return entries.values.filter { $0.task.owner == owner }.map(\.task.id)
  }

  // MARK: - Conversations

  /// The tasks of a conversation that run, wait or are arriving, in this order.
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
