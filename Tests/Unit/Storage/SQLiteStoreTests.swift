import HermesContract
import HermesStorage
import Testing

struct SQLiteStoreTests {
  @Test("A task is read as it was journalled")
  func task() async throws {
    let bench = try await JournalBench()
    let created = try await bench.create()
    let intent = Intent(
      category: "c", entities: ["language": "python"], capabilities: ["write"], complexity: 0.25,
      confidence: 0.5, parser: "lexical")
    let plan = Plan(
      steps: [PlanStep(number: 1, agent: "A", skill: "s", task: "t", dependsOn: [])],
      planner: "cards", hash: "h")
    let at = Timestamp(milliseconds: 1_700_000_000_123)
    try await bench.change(
      created.id, .status(.running, startedAt: at), .intent(intent), .plan(plan))
    try await bench.change(created.id, .status(.inputRequired, startedAt: nil))
    let running = try #require(try await bench.store.task(created.id, owner: bench.user.id))
    #expect(running.status == .inputRequired && running.startedAt == at && running.lastSeq == 1)
    #expect(running.intent == intent && running.plan == plan && running.query == "Write a poem")
    #expect(
      running.message.parts == created.message.parts && running.message.id == created.message.id)
    let error = HermesError(ofAgent: "some_code", "Say so.")
    try await bench.change(created.id, .ended(.failed, result: "r", error: error, at: at))
    let ended = try #require(try await bench.store.task(created.id, owner: bench.user.id))
    #expect(
      ended.status == .failed && ended.result == "r" && ended.error == error
        && ended.finishedAt == at)
    try await bench.stop()
  }

  @Test("How often a server died at a step is counted in the store, and no attempt resets it")
  func deaths() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    var step = StepRecord(
      number: 2, agent: "A", skill: "s", task: "t", status: .running, attempt: 1)
    try await bench.change(task, .step(step))
    #expect(try await bench.store.steps(of: task).map(\.deaths) == [0])
    try await bench.change(task, .stepTakenUp(2))
    step.attempt = 2
    try await bench.change(task, .stepTakenUp(2), .step(step), .stepTakenUp(7))
    #expect(try await bench.store.steps(of: task).map(\.deaths) == [2])
    try await bench.stop()
  }

  @Test("A step and its artifacts are replaced by the next attempt's")
  func steps() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    func artifact(_ id: String) -> Artifact {
      Artifact(
        id: id, name: id, parts: [Part(text: "é\0", mediaType: "text/x-python")],
        metadata: ["k": [1]])
    }
    var step = StepRecord(
      number: 2, agent: "A", skill: "s", task: "t", status: .running, attempt: 1)
    step.error = HermesError(ofAgent: "c", "m")
    try await bench.change(task, .step(step), .artifacts(step: 2, [artifact("x"), artifact("y")]))
    step.status = .completed
    step.attempt = 2
    step.preview = "p"
    step.startedAt = Timestamp(milliseconds: 5)
    step.finishedAt = Timestamp(milliseconds: 9)
    step.error = nil
    let first = StepRecord(
      number: 1, agent: "B", skill: "s", task: "t", status: .failed, attempt: 1)
    try await bench.change(task, .step(step), .step(first), .artifacts(step: 2, [artifact("z")]))
    try await bench.change(task, .artifacts(step: 1, [artifact("w")]))
    let steps = try await bench.store.steps(of: task)
    #expect(steps.map(\.number) == [1, 2] && steps.map(\.status) == [.failed, .completed])
    #expect(steps[1].preview == "p" && steps[1].attempt == 2 && steps[1].error == nil)
    #expect(steps[1].finishedAt == Timestamp(milliseconds: 9))
    let artifacts = try await bench.store.artifacts(of: task)
    #expect(
      artifacts.map(\.step) == [1, 2]
        && artifacts.map(\.artifact) == [artifact("w"), artifact("z")])
    try await bench.stop()
  }

  @Test("Somebody else's data is answered like data that does not exist, for every verb")
  func ownership() async throws {
    let bench = try await JournalBench()
    let other = UserRecord.sample("eve")
    #expect(try await bench.store.insert(other))
    let task = try await bench.create(
      idempotency: IdempotencyRecord(key: "k", fingerprint: "f", task: TaskID("x")))
    let store = bench.store
    #expect(try await store.task(task.id, owner: other.id) == nil)
    #expect(
      try await store.tasks(
        owner: other.id, before: nil, limit: 9, maximumBytes: .max
      ).records.isEmpty)
    #expect(
      try await store.tasks(
        owner: other.id, before: task.id, limit: 9, maximumBytes: .max
      ).records.isEmpty)
    #expect(try await store.events(owner: other.id, after: 0, maximumBytes: .max).isEmpty)
    #expect(try await store.conversation(task.conversation, owner: other.id) == nil)
    #expect(try await store.conversations(owner: other.id, before: nil, limit: 9).isEmpty)
    #expect(try await store.taskIDs(in: task.conversation, owner: other.id).isEmpty)
    #expect(try await store.idempotency(owner: other.id, key: "k") == nil)
    #expect(try await store.unfinishedTasks(of: other.id).isEmpty)
    #expect(try await !store.delete(task: task.id, owner: other.id))
    #expect(try await !store.delete(conversation: task.conversation, owner: other.id))
    #expect(try await store.task(task.id, owner: bench.user.id) != nil)
    try await bench.stop()
  }

  @Test("Tasks are listed newest first, in pages")
  func paging() async throws {
    let bench = try await JournalBench()
    var ids: [TaskID] = []
    for _ in 0..<7 { ids.append(try await bench.create().id) }
    var pages: [[TaskID]] = []
    var last: TaskID?
    repeat {
      pages.append(
        try await bench.store.tasks(
          owner: bench.user.id, before: last, limit: 3, maximumBytes: .max
        ).records.map(\.id))
      last = pages.last?.last
    } while last != nil
    #expect(pages.map(\.count) == [3, 3, 1, 0])
    #expect(pages.flatMap { $0 } == ids.reversed())
    #expect(
      try await bench.store.tasks(
        owner: bench.user.id, before: TaskID("none"), limit: 3, maximumBytes: .max
      ).records.isEmpty)
    try await bench.stop()
  }

  @Test("Pages are bounded in bytes too, and have one task at least")
  func pageBytes() async throws {
    let bench = try await JournalBench()
    let conversation = ConversationID.random()
    var ids: [TaskID] = []
    for _ in 0..<5 {
      let task = try await bench.create(conversation: conversation).id
      ids.append(task)
      try await bench.change(
        task,
        .ended(.failed, result: String(repeating: "r", count: 1000), error: nil, at: .now))
    }
    func read(_ bytes: Int) async throws -> [[TaskID]] {
      var pages: [[TaskID]] = []
      while pages.count < 9 {
        let page = try await bench.store.tasks(
          in: conversation, owner: bench.user.id, after: pages.last?.last, limit: 4,
          maximumBytes: bytes)
        pages.append(page.records.map(\.id))
        guard page.isCut || page.records.count == 4 else { break }
      }
      #expect(pages.flatMap { $0 } == ids)
      return pages
    }
    #expect(try await read(1).map(\.count) == [1, 1, 1, 1, 1])
    #expect(try await read(3500).map(\.count) == [2, 2, 1])
    #expect(try await read(.max).map(\.count) == [4, 1])
    let listed = try await bench.store.tasks(
      owner: bench.user.id, before: nil, limit: 4, maximumBytes: 1)
    #expect(listed.records.map(\.id) == [ids[4]] && listed.isCut)
    try await bench.stop()
  }

  @Test("Conversations are listed latest first, in pages; another's id is no place to begin")
  func conversationPaging() async throws {
    let bench = try await JournalBench()
    let other = UserRecord.sample("eve")
    #expect(try await bench.store.insert(other))
    var times: [ConversationID: Timestamp] = [:]
    for _ in 0..<5 {
      let task = try await bench.create()
      times[task.conversation] = task.createdAt
    }
    var listed: [ConversationID] = []
    while true {
      let page = try await bench.store.conversations(
        owner: bench.user.id, before: listed.last, limit: 2)
      if page.isEmpty { break }
      listed += page.map(\.id)
    }
    #expect(Set(listed) == Set(times.keys) && listed.count == 5)
    #expect(zip(listed, listed.dropFirst()).allSatisfy { times[$0]! >= times[$1]! })
    let foreign = try await bench.create(owner: other.id).conversation
    for id in [foreign, ConversationID("none")] {
      #expect(
        try await bench.store.conversations(owner: bench.user.id, before: id, limit: 9).isEmpty)
    }
    try await bench.stop()
  }

  @Test("What is not final is what a start has to take up again, oldest first")
  func unfinished() async throws {
    let bench = try await JournalBench()
    var ids: [TaskID] = []
    for status in TaskStatus.allCases {
      let task = try await bench.create().id
      ids.append(task)
      try await bench.change(task, .status(status, startedAt: nil))
    }
    #expect(try await bench.store.unfinishedTasks().map(\.task) == Array(ids.prefix(4)))
    #expect(try await bench.store.unfinishedTasks(of: bench.user.id) == Array(ids.prefix(4)))
    try await bench.stop()
  }

  @Test("A deleted conversation goes with its tasks, steps, artifacts and events")
  func deletion() async throws {
    let bench = try await JournalBench()
    let conversation = ConversationID.random()
    let tasks = [
      try await bench.create(conversation: conversation).id,
      try await bench.create(conversation: conversation).id,
    ]
    let kept = try await bench.create().id
    for task in tasks + [kept] {
      let step = StepRecord(
        number: 1, agent: "A", skill: "s", task: "t", status: .completed, attempt: 1)
      try await bench.change(
        task, .step(step),
        .artifacts(step: 1, [Artifact(id: "a", name: "a", parts: [Part(text: "t")])]))
    }
    #expect(try await bench.store.conversation(conversation, owner: bench.user.id)?.taskCount == 2)
    #expect(try await bench.store.taskIDs(in: conversation, owner: bench.user.id) == tasks)
    #expect(try await bench.store.delete(conversation: conversation, owner: bench.user.id))
    #expect(try await !bench.store.delete(conversation: conversation, owner: bench.user.id))
    for (task, count) in [(tasks[0], 0), (tasks[1], 0), (kept, 1)] {
      #expect(try await bench.events(of: task).count == count)
      #expect(try await bench.store.steps(of: task).count == count)
      #expect(try await bench.store.artifacts(of: task).count == count)
      #expect(try await bench.store.eventTypes(of: task).count == count)
    }
    #expect(
      try await bench.store.events(owner: bench.user.id, after: 0, maximumBytes: .max).count == 1)
    try await bench.stop()
  }

  @Test("A deleted account takes everything owned with it, and nobody else's")
  func accountDeletion() async throws {
    let bench = try await JournalBench()
    let other = UserRecord.sample("eve")
    #expect(try await bench.store.insert(other))
    let mine = try await bench.create().id
    let theirs = try await bench.create(owner: other.id).id
    let session = SessionRecord(
      id: .random(), user: bench.user.id, refreshID: "r",
      expiresAt: Timestamp.now.adding(seconds: 60))
    #expect(try await bench.store.insert(session, checked: bench.user.passwordHash))
    #expect(try await bench.store.delete(user: bench.user.id) == [session.id])
    #expect(try await bench.store.user(bench.user.id) == nil)
    #expect(try await bench.store.session(session.id) == nil)
    #expect(try await bench.events(of: mine).isEmpty)
    #expect(try await bench.events(of: theirs).count == 1)
    try await bench.stop()
  }

  @Test("An e-mail address and a username are each taken once")
  func accounts() async throws {
    let bench = try await JournalBench()
    var second = UserRecord.sample()
    #expect(try await !bench.store.insert(second))
    second.email = "b@example.org"
    second.username = "bob"
    #expect(try await bench.store.insert(second))
    var third = UserRecord.sample("c")
    third.username = "bob"
    #expect(try await !bench.store.insert(third))
    #expect(try await bench.store.user(email: "bob")?.id == second.id)
    try await bench.store.setRole(.admin, of: second.id)
    #expect(
      try await bench.store.setPassword("new", of: second.id, replacing: "-", except: nil) == [])
    #expect(
      try await bench.store.setPassword("newer", of: second.id, replacing: "-", except: nil) == nil)
    let read = try #require(try await bench.store.user(second.id))
    #expect(read.role == .admin && read.passwordHash == "new")
    try await bench.stop()
  }

  @Test("A session's refresh id is replaced once; revoked and expired sessions are gone")
  func sessions() async throws {
    let bench = try await JournalBench()
    let later = Timestamp.now.adding(seconds: 60)
    func session(_ expires: Timestamp) -> SessionRecord {
      SessionRecord(id: .random(), user: bench.user.id, refreshID: "1", expiresAt: expires)
    }
    let (old, first, second) = (
      session(Timestamp.now.adding(seconds: -1)), session(later), session(later)
    )
    for session in [old, first, second] {
      #expect(try await bench.store.insert(session, checked: bench.user.passwordHash))
    }
    #expect(try await bench.store.session(old.id) == nil)
    func rotate(_ old: String, _ new: String) async throws -> SessionRotation {
      try await bench.store.rotate(session: first.id, from: old, to: new, expiresAt: later)
    }
    #expect(try await rotate("1", "2") == .done)
    #expect(try await rotate("1", "3") == .reused)
    #expect(try await bench.store.session(first.id)?.refreshID == "2")
    try await bench.store.revoke(session: first.id)
    #expect(try await rotate("2", "3") == .ended)
    #expect(try await bench.store.revokeSessions(of: bench.user.id, except: nil) == [second.id])
    #expect(try await bench.store.revokeSessions(of: bench.user.id, except: nil).isEmpty)
    try await bench.stop()
  }

  @Test("A file that is no database is refused by name")
  func notADatabase() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("missing/hermes.sqlite")
    let error = #expect(throws: StartupError.self) { try SQLiteStore(path: path) }
    #expect(error?.description.contains(path) == true)
  }
}
