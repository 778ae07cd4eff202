import GRDB
import Synchronization
import Testing

@testable import HermesContract
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

    func address(of place: ModelPlace) -> String { "http://localhost/v1" }
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
    #expect(await HermesError.code(ask) == nil)
    #expect(await HermesError.code(ask) == nil)
    #expect(await HermesError.code(ask) == "quota_exceeded")
    #expect(model.calls.withLock { $0 } == 2)
    // For an account that is gone, nothing is counted, and nothing fails.
    try await bench.store.count(tokens: 5, of: UserID("gone"))
    try await bench.stop()
  }

  /// Streams eight bytes, then ends as it is told.
  private struct BreakingModel: ModelCompleting {
    enum End: Sendable, CaseIterable {
      case cancelled, broken, silent
    }

    let end: End

    func complete(
      _ request: ModelRequest, at place: ModelPlace,
      onDelta: @escaping @Sendable (ModelDelta) -> Void
    ) async throws -> ModelAnswer {
      onDelta(ModelDelta(.reasoning, text: "four"))
      onDelta(ModelDelta(.text, text: "more"))
      switch end {
      case .cancelled:
        try await Task.sleep(for: .seconds(600))
        return ModelAnswer()
      case .broken: throw HermesError(.modelUnavailable, message: "broke off")
      case .silent: return ModelAnswer()
      }
    }

    func address(of place: ModelPlace) -> String { "http://localhost/v1" }
  }

  @Test("Tokens that a server does not report are estimated", arguments: BreakingModel.End.allCases)
  private func estimated(_ end: BreakingModel.End) async throws {
    let bench = try await JournalBench(quotas: Quotas(tokensPerDay: 100))
    let user = bench.user.id
    let metered = MeteredModel(BreakingModel(end: end), meter: bench.store, user: user)
    let request = ModelRequest(messages: [
      .init(role: .user, content: String(repeating: "a", count: 78))
    ])
    let begun = AsyncStream.makeStream(of: Void.self)
    let asking = Task {
      try await metered.complete(request, at: ModelPlace()) { _ in begun.continuation.yield() }
    }
    if end == .cancelled {
      for await _ in begun.stream { break }
      asking.cancel()
    }
    _ = await asking.result
    let counted = try await bench.store.pool.read { database in
      try Int.fetchOne(database, sql: "SELECT tokens FROM used")
    }
    // 78 bytes of the request and 8 of the answer.
    #expect(counted == 22)
    try await bench.stop()
  }

  @Test("Where no model has begun, nothing is counted")
  func notBegun() {
    let estimate = TokenEstimate(
      ModelRequest(messages: [.init(role: .user, content: "a long question")]))
    for code in [ErrorCode.modelRefused, .modelUnauthorized, .modelRateLimited, .modelUnavailable] {
      #expect(estimate.tokens(after: HermesError(code, message: "")) == 0)
    }
    #expect(estimate.tokens(after: HermesError(.modelTimeout, message: "")) == 4)
    #expect(estimate.tokens(after: CancellationError()) == 4)
  }
}
