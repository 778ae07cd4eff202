import HermesContract
import Testing

@testable import HermesOrchestration

struct TaskQueueTests {
  private func queue(perUser: Int = 2, queued: Int = 3, running: Int = 10) -> TaskQueue {
    TaskQueue(
      limits: TaskQueue.Limits(runningPerUser: perUser, queuedPerUser: queued, running: running))
  }

  private func task(_ id: String, _ owner: String, _ conversation: String? = nil) -> QueuedTask {
    QueuedTask(
      .sample(TaskID(id), owner: UserID(owner), conversation: ConversationID(conversation ?? id)))
  }

  private func ids(_ tasks: [QueuedTask]) -> [String] { tasks.map(\.id.text) }

  @Test(
    "The tasks of a user start in the order of their arrival, up to the limit of a user and of all")
  func limits() {
    var queue = queue(perUser: 2, running: 3)
    for id in ["1", "2", "3"] { queue.enqueue(task(id, "a")) }
    for id in ["4", "5"] { queue.enqueue(task(id, "b")) }
    #expect(ids(queue.takeReady()) == ["1", "4", "2"])
    #expect(queue.takeReady().isEmpty && queue.runningCount == 3 && queue.waitingCount == 2)
    queue.finish(TaskID("4"))
    #expect(ids(queue.takeReady()) == ["5"])
    queue.finish(TaskID("1"))
    #expect(ids(queue.takeReady()) == ["3"])
  }

  @Test("Tasks that wait for an agent keep no others from running, up to a bound")
  func idle() {
    var queue = queue(perUser: 99, queued: 99, running: 2)
    for id in 1...20 { queue.enqueue(task("\(id)", "a")) }
    queue.enqueue(task("new", "b"))
    #expect(ids(queue.takeReady()) == ["1", "new"])
    #expect(ids(queue.takeReady(idle: [TaskID("1")])) == ["2"])
    #expect(queue.takeReady(idle: [TaskID("1")]).isEmpty)
    let everything = Set((1...20).map { TaskID("\($0)") })
    while !queue.takeReady(idle: everything).isEmpty {}
    #expect(queue.runningCount == 2 + 4 * 2)
  }

  @Test("One task of a conversation runs at a time, and none overtakes another of its conversation")
  func conversations() {
    var queue = queue(perUser: 9)
    queue.enqueue(task("1", "a", "c"))
    queue.enqueue(task("2", "a", "c"))
    queue.enqueue(task("3", "a", "d"))
    #expect(ids(queue.takeReady()) == ["1", "3"])
    queue.enqueue(task("4", "a", "c"))
    #expect(queue.tasks(in: ConversationID("c")).map(\.text) == ["1", "2", "4"])
    queue.finish(TaskID("1"))
    #expect(ids(queue.takeReady()) == ["2"])
    queue.finish(TaskID("2"))
    #expect(ids(queue.takeReady()) == ["4"])
  }

  @Test("A task that waits for a person takes no place, but one of those that a user may have")
  func rest() throws {
    var queue = queue(perUser: 1, queued: 2)
    queue.enqueue(task("1", "a", "c"))
    queue.enqueue(task("2", "a", "c"))
    #expect(ids(queue.takeReady()) == ["1"])
    queue.setAtRest(task("1", "a", "c"))
    #expect(ids(queue.takeReady()) == ["2"])
    #expect(queue.place(of: TaskID("1")) == .resting && queue.runningCount == 1)
    #expect(queue.resting(in: ConversationID("c")).map(\.text) == ["1"])
    queue.enqueue(task("3", "a"))
    #expect(throws: HermesError.self) { try queue.admit(task("4", "a")) }
    let woken = (0..<2).map { _ in queue.remove(TaskID("1"), from: .resting) != nil }
    #expect(woken == [true, false])
    try queue.admit(task("4", "a"))
  }

  @Test("A user whose queue is full is refused, and only that one")
  func admission() throws {
    var queue = queue(perUser: 1, queued: 2)
    for id in ["1", "2", "3"] { queue.enqueue(task(id, "a")) }
    _ = queue.takeReady()
    #expect(throws: HermesError.self) { try queue.admit(task("4", "a")) }
    try queue.admit(task("5", "b"))
    _ = queue.remove(TaskID("2"), from: .waiting)
    try queue.admit(task("4", "a"))
  }

  @Test("However many are being stored at once, no more are admitted than have a place")
  func arrivals() throws {
    var queue = queue(perUser: 1, queued: 2)
    for id in ["1", "2", "3"] { try queue.admit(task(id, "a", "c")) }
    #expect(Set(queue.tasks(in: ConversationID("c")).map(\.text)) == ["1", "2", "3"])
    #expect(throws: HermesError.self) { try queue.admit(task("4", "a")) }
    queue.withdraw(TaskID("1"))
    try queue.admit(task("4", "a"))
    for id in ["2", "3", "4"] { queue.enqueue(task(id, "a")) }
    #expect(ids(queue.takeReady()) == ["2"])
    #expect(throws: HermesError.self) { try queue.admit(task("5", "a")) }
    #expect(queue.tasks(in: ConversationID("c")).isEmpty)
  }

  @Test("A waiting task can be taken out, a running one can't")
  func removal() {
    var queue = queue(perUser: 1)
    queue.enqueue(task("1", "a"))
    queue.enqueue(task("2", "a"))
    _ = queue.takeReady()
    #expect(queue.remove(TaskID("1"), from: .waiting) == nil)
    #expect(queue.place(of: TaskID("1")) == .running)
    let removed = queue.remove(TaskID("2"), from: .waiting)
    #expect(
      removed?.id.text == "2" && removed?.record != nil && queue.place(of: TaskID("2")) == nil)
    queue.finish(TaskID("1"))
    #expect(queue.takeReady().isEmpty && queue.place(of: TaskID("1")) == nil)
  }

  @Test("Users take turns: who has fewest that run goes first")
  func turns() {
    var queue = queue(perUser: 4, running: 4)
    for id in 1...20 { queue.enqueue(task("a\(id)", "a")) }
    for id in 1...2 { queue.enqueue(task("b\(id)", "b")) }
    #expect(ids(queue.takeReady()) == ["a1", "b1", "a2", "b2"])
    queue.enqueue(task("c1", "c"))
    queue.finish(TaskID("a1"))
    #expect(ids(queue.takeReady()) == ["c1"])
  }

  @Test("A first task starts however many of others' wait for agents")
  func firsts() {
    var queue = queue(perUser: 5, running: 2)
    for user in ["a", "b", "c"] {
      for id in 1...5 { queue.enqueue(task("\(user)\(id)", user)) }
    }
    let all = Set(["a", "b", "c"].flatMap { user in (1...5).map { TaskID("\(user)\($0)") } })
    while !queue.takeReady(idle: all).isEmpty {}
    #expect(queue.runningCount == 10 && queue.waitingCount == 5)
    for user in 1...3 { queue.enqueue(task("\(user)", "new\(user)")) }
    #expect(ids(queue.takeReady(idle: all)) == ["1", "2"])
    #expect(queue.takeReady(idle: all).isEmpty)
    queue.finish(TaskID("1"))
    #expect(ids(queue.takeReady(idle: all)) == ["3"])
  }

  @Test(
    "A task that is to be read waits for room in memory, with its conversation, and keeps nothing else"
  )
  func room() {
    var queue = queue(perUser: 4, running: 9)
    queue.enqueue(task("1", "a", "c").withoutRecord)
    queue.enqueue(task("2", "b").withoutRecord)
    // What waits in memory may hold the room that the first one needs.
    queue.enqueue(task("3", "a"))
    queue.enqueue(task("4", "a", "c"))
    #expect(ids(queue.takeReady { $0.owner != UserID("a") }) == ["2", "3"])
    #expect(ids(queue.takeReady()) == ["1"])
    queue.finish(TaskID("1"))
    #expect(ids(queue.takeReady()) == ["4"])
  }

  @Test(
    "Whatever comes and goes, the limits hold, order is kept and nothing is lost", arguments: 0..<20
  )
  func randomWalk(seed: Int) {
    var generator = Seeded(UInt64(seed))
    var queue = queue(perUser: 2, running: 4)
    var arrivals: [QueuedTask] = []
    var started: [String] = []
    var running: [QueuedTask] = []
    for index in 0..<300 {
      if Int.random(in: 0..<5, using: &generator) < 3, index < 200 {
        let user = Int.random(in: 0..<4, using: &generator)
        let next = task(
          "\(index)", "\(user)", "\(user)-\(Int.random(in: 0..<3, using: &generator))")
        arrivals.append(next)
        queue.enqueue(next)
      } else if let ended = running.indices.randomElement(using: &generator) {
        queue.finish(running.remove(at: ended).id)
      }
      let ready = queue.takeReady()
      running += ready
      started += ids(ready)
      let perUser = Dictionary(grouping: running, by: \.owner).values.map(\.count).max() ?? 0
      let perConversation =
        Dictionary(grouping: running, by: \.conversation).values.map(\.count).max() ?? 0
      if running.count > 4 || perUser > 2 || perConversation > 1 {
        Issue.record("a limit is broken")
      }
    }
    while let ended = running.first {
      queue.finish(ended.id)
      running.removeFirst()
      let ready = queue.takeReady()
      running += ready
      started += ids(ready)
    }
    #expect(Set(started) == Set(ids(arrivals)) && started.count == arrivals.count)
    for tasks in Dictionary(grouping: arrivals, by: \.conversation).values {
      #expect(started.filter(Set(ids(tasks)).contains) == ids(tasks))
    }
  }
}
