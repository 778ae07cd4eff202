import GRDB
import HermesContract
import Synchronization
import Testing

@testable import HermesStorage

struct QuotaTests {
  private final class FakeModel: ModelCompleting {
    let calls = Mutex(0)

    func complete(
      _ request: ModelRequest, at place: ModelPlace,
      onDelta: @escaping @Sendable (ModelDelta) -> Void
    ) async throws -> ModelAnswer {
      calls.withLock { $0 += 1 }
      var answer = ModelAnswer()
      answer.usage = ModelUsage(calls: 1, promptTokens: 40, completionTokens: 20)
      return answer
    }

    func url(at place: ModelPlace) -> String { "http://localhost/v1" }
  }

  private func code(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch { return (error as? HermesError)?.code ?? "\(error)" }
  }

  @Test("Tasks of a day are counted for each user, deleted ones too; the operator has no limit")
  func tasks() async throws {
    let bench = try await JournalBench(quotas: Quotas(tasksPerDay: 3))
    let other = UserRecord.sample("eve")
    var admin = UserRecord.sample("operator")
    admin.id = Quotas.exempt
    for user in [other, admin] { #expect(try await bench.store.insert(user)) }
    for _ in 0..<3 {
      let task = try await bench.create()
      #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
    }
    #expect(await code { try await bench.create() } == "quota_exceeded")
    #expect(await code { try await bench.create(owner: other.id) } == nil)
    for _ in 0..<5 { #expect(await code { try await bench.create(owner: admin.id) } == nil) }
    // The day before does not count.
    try await bench.store.pool.write { try $0.execute(sql: "UPDATE used SET day = day - 1") }
    #expect(await code { try await bench.create() } == nil)
    try await bench.stop()
  }

  @Test("What is kept of ended tasks is what they take, however they came and went")
  func kept() async throws {
    let bench = try await JournalBench()
    func sums() async throws -> [[String: Int64]] {
      try await bench.store.pool.read { database in
        try [
          "SELECT owner, bytes FROM stored WHERE bytes <> 0",
          "SELECT owner, sum(bytes) AS bytes FROM task WHERE finished_at IS NOT NULL GROUP BY owner",
        ].map { sql in
          try Row.fetchAll(database, sql: sql).reduce(into: [:]) {
            $0[$1["owner"] as String] = $1["bytes"]
          }
        }
      }
    }
    let other = UserRecord.sample("eve")
    #expect(try await bench.store.insert(other))
    var tasks: [TaskRecord] = []
    for owner in [bench.user.id, bench.user.id, bench.user.id, other.id] {
      tasks.append(try await bench.create(owner: owner))
    }
    for task in tasks.dropFirst() {
      try await bench.journal.append(
        JournalEntry(
          task: task.id, owner: task.owner,
          changes: [.ended(.completed, result: nil, error: nil, at: .now)]))
      // What comes after the end counts as well.
      try await bench.journal.append(
        JournalEntry(task: task.id, owner: task.owner, events: [EventDraft(.taskCompleted)]))
      let now = try await sums()
      #expect(now[0] == now[1])
    }
    #expect(try await sums()[0].count == 2)
    #expect(try await bench.store.delete(task: tasks[1].id, owner: bench.user.id))
    var now = try await sums()
    #expect(now[0] == now[1])
    while try await bench.store.removeDeleted() {}
    now = try await sums()
    #expect(now[0] == now[1] && now[0].count == 2)
    try await bench.stop()
  }

  @Test("Bytes of events and of what results name count until they are removed")
  func bytes() async throws {
    let bench = try await JournalBench(quotas: Quotas(storedBytes: 30_000))
    let task = try await bench.create()
    #expect(try await bench.store.storageFault(of: bench.user.id) == nil)
    let text = String(repeating: "x", count: 20_000)
    try await bench.journal.append(
      JournalEntry(
        task: task.id, owner: task.owner,
        events: [EventDraft(.agentEvent, data: ["t": .string(text)])],
        changes: [.artifacts(step: 1, [Artifact(id: "a", name: "a", parts: [Part(text: text)])])]))
    let fault = try await bench.store.storageFault(of: bench.user.id)
    #expect(fault?.code == "quota_exceeded" && fault?.message.contains("Delete tasks") == true)
    try await bench.change(task.id, .ended(.completed, result: nil, error: nil, at: .now))
    #expect(try await bench.store.storageFault(of: bench.user.id) != nil)
    #expect(try await bench.store.storageFault(of: UserRecord.sample("eve").id) == nil)
    #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
    #expect(try await bench.store.storageFault(of: bench.user.id) == nil)
    try await bench.stop()
  }

  @Test("Where everybody's storage is used up, whoever has more than an equal share begins no more")
  func shared() async throws {
    let bench = try await JournalBench(quotas: Quotas(sharedBytes: 200_000))
    let task = try await bench.create()
    let text = String(repeating: "x", count: 300_000)
    try await bench.journal.append(
      JournalEntry(
        task: task.id, owner: task.owner,
        events: [EventDraft(.agentEvent, data: ["t": .string(text)])], changes: []))
    let fault = try await bench.store.storageFault(of: bench.user.id)
    #expect(fault?.code == "quota_exceeded" && fault?.message.contains("share") == true)
    #expect(try await bench.store.storageFault(of: UserRecord.sample("eve").id) == nil)
    #expect(try await bench.store.storageFault(of: Quotas.exempt) == nil)
    try await bench.stop()
  }

  @Test("A task that began within the quota stores nothing large beyond it; others are not touched")
  func beyond() async throws {
    let bench = try await JournalBench(quotas: Quotas(storedBytes: 300_000))
    let tasks = [try await bench.create(), try await bench.create()]
    let small = [Artifact(id: "s", name: "s", parts: [Part(text: "small")])]
    let large = [
      Artifact(
        id: "a", name: "a", parts: [Part(text: String(repeating: "x", count: 200_000))])
    ]
    func store(_ task: TaskRecord, _ artifacts: [Artifact]) async -> String? {
      await code {
        try await bench.journal.append(
          JournalEntry(
            task: task.id, owner: task.owner, events: [EventDraft(.stepCompleted)],
            changes: [.artifacts(step: 1, artifacts)]))
      }
    }
    // At once: one of them finds room.
    async let first = store(tasks[0], large)
    async let second = store(tasks[1], large)
    let codes = await [first, second]
    #expect(codes.filter { $0 == nil }.count == 1)
    #expect(codes.contains("quota_exceeded"))
    for task in tasks { #expect(await store(task, small) == nil) }
    try await bench.stop()
  }

  @Test("What counts as stored is about what the file takes", arguments: [80, 600, 1500, 9000])
  func file(eventBytes: Int) async throws {
    let bench = try await JournalBench(quotas: Quotas(storedBytes: 1 << 40))
    func size() async throws -> Int64 {
      _ = try await bench.store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      return try await bench.store.pool.read { database in
        let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        return try pages * (Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
      }
    }
    let before = try await size()
    let text = String(repeating: "x", count: eventBytes)
    for index in 0..<200 {
      let task = try await bench.create(query: String(repeating: "q", count: 10 * index))
      let events = [EventType.stepStarted, .agentEvent, .stepProgress, .stepCompleted].map {
        EventDraft($0, data: ["t": .string(text)])
      }
      let artifact = Artifact(id: "a", name: "a", parts: [Part(text: text + text)])
      let entry = JournalEntry(
        task: task.id, owner: task.owner, events: events,
        changes: [.artifacts(step: 1, [artifact])])
      try await bench.journal.append(entry)
      try await bench.change(task.id, .ended(.completed, result: nil, error: nil, at: .now))
    }
    let grown = try await size() - before
    let counted = try await bench.store.pool.read {
      try SQLiteStore.storedBytes(of: bench.user.id, $0)
    }
    #expect(counted > grown * 8 / 10 && counted < grown * 17 / 10, "\(counted) of \(grown)")
    try await bench.stop()
  }

  @Test("What a request says counts as stored")
  func request() async throws {
    let bench = try await JournalBench(quotas: Quotas(storedBytes: 5000))
    var task = TaskRecord.sample(.random(), owner: bench.user.id, conversation: .random())
    task.message = Message(parts: [Part(text: String(repeating: "x", count: 2000))])
    try await bench.journal.append(
      JournalEntry(
        task: task.id, owner: task.owner, events: [EventDraft(.taskCreated)],
        changes: [.created(task, idempotency: nil)]))
    #expect(try await bench.store.storageFault(of: bench.user.id)?.code == "quota_exceeded")
    try await bench.stop()
  }

  @Test("What is read of bytes is in an index")
  func plan() async throws {
    let bench = try await JournalBench()
    let details = try await bench.store.pool.read { database in
      try Row.fetchAll(
        database,
        sql: """
          EXPLAIN QUERY PLAN SELECT sum(bytes) FROM task
          WHERE owner = 'u' AND finished_at IS NOT NULL
          """
      ).map { $0["detail"] as String }
    }
    #expect(details.allSatisfy { $0.contains("COVERING INDEX task_bytes") }, "\(details)")
    try await bench.stop()
  }

  @Test("Tokens of a day count, whoever asks the model; then it is not asked any more")
  func tokens() async throws {
    let bench = try await JournalBench(quotas: Quotas(tokensPerDay: 100))
    let model = FakeModel()
    let metered = MeteredModel(model, meter: bench.store, user: bench.user.id)
    func ask() async throws {
      _ = try await metered.complete(ModelRequest(messages: []), at: ModelPlace()) { _ in }
    }
    #expect(await code(ask) == nil)
    #expect(await code(ask) == nil)
    #expect(await code(ask) == "quota_exceeded")
    #expect(model.calls.withLock { $0 } == 2)
    // For an account that is gone nothing is counted, and nothing fails.
    try await bench.store.count(tokens: 5, of: UserID("gone"))
    try await bench.stop()
  }
}
