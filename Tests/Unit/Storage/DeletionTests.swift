import GRDB
import HermesContract
import Testing

@testable import HermesStorage

/// What is deleted is gone at once, and removed in steps that keep nobody waiting.
struct DeletionTests {
  /// A row of the journal each.
  private static let text = JSONValue.string(String(repeating: "x", count: EventRow.maximumBytes))
  /// What one step may remove.
  private static let rows = 140

  private func fill(_ bench: JournalBench, _ task: TaskID, events: Int) async throws {
    let drafts = (0..<events).map { _ in EventDraft(.agentEvent, data: ["t": Self.text]) }
    let artifacts = (0..<20).map {
      Artifact(id: "a\($0)", name: "a", parts: [Part(text: "whole")])
    }
    try await bench.journal.append(
      JournalEntry(
        task: task, owner: bench.user.id, events: drafts,
        changes: [
          .artifacts(step: 1, artifacts),
          .ended(.completed, result: "r", error: nil, at: .now),
        ]))
  }

  /// All rows that belong to accounts, but for the bin itself.
  private func rows(_ store: SQLiteStore) async throws -> Int {
    try await store.pool.read { database in
      let tables = [
        "event", "artifact", "task", "step", "session", "agent_store", "idempotency",
      ].map { "(SELECT count(*) FROM \($0))" }
      return try Int.fetchOne(
        database,
        sql: "SELECT \(tables.joined(separator: " + ")) "
          + "+ (SELECT count(*) FROM user WHERE id <> 'deleted') "
          + "+ (SELECT count(*) FROM conversation WHERE id <> 'deleted')") ?? 0
    }
  }

  private func removeAll(_ store: SQLiteStore) async throws {
    var before = try await rows(store)
    while try await store.removeDeleted() {
      let after = try await rows(store)
      #expect(before - after <= Self.rows)
      before = after
    }
  }

  @Test("A large account is gone at once, and goes piece by piece, also after a restart")
  func account() async throws {
    let bench = try await JournalBench()
    var user = UserRecord.sample("eve")
    user.username = "eve"
    #expect(try await bench.store.insert(user))
    let theirs = try await bench.create(owner: user.id)
    let untouched = try await rows(bench.store) - 1
    var tasks: [TaskRecord] = []
    for _ in 0..<3 {
      let task = try await bench.create(
        idempotency: IdempotencyRecord(key: "\(tasks.count)", fingerprint: "f", task: TaskID("")))
      try await fill(bench, task.id, events: 300)
      tasks.append(task)
    }
    for key in 0..<20 {
      _ = try await bench.store.put(
        [1], key: "\(key)", agent: "A", owner: bench.user.id, quota: 1 << 20)
    }
    // One that still runs is not taken up again.
    let running = try await bench.create()
    _ = try await bench.store.delete(user: bench.user.id)
    #expect(try await bench.store.user(bench.user.id) == nil)
    #expect(try await bench.store.user(email: bench.user.email) == nil)
    #expect(try await bench.store.usage(after: nil, limit: 9).map(\.user.id) == [user.id])
    for task in tasks + [running] {
      #expect(try await bench.events(of: task.id).isEmpty)
      #expect(try await bench.store.artifacts(of: task.id).isEmpty)
    }
    #expect(try await bench.store.unfinishedTasks().map(\.task) == [theirs.id])
    // The address is free, and nothing new can be made for the old account.
    var again = bench.user
    again.id = .random()
    #expect(try await bench.store.insert(again))
    let error = await #expect(throws: HermesError.self) { try await bench.create() }
    #expect(error?.code == "account_not_found")
    #expect(try await bench.store.removeDeleted())
    try await bench.stop()
    let next = try await JournalBench(in: bench.folder)
    try await removeAll(next.store)
    // Theirs, their account and conversation, and the account that took the address.
    #expect(try await rows(next.store) == untouched + 1)
    #expect(try await next.events(of: theirs.id).count == 1)
    try await next.stop()
  }

  @Test("A deleted task, and a deleted conversation, is gone at once and leaves nothing")
  func taskAndConversation() async throws {
    let bench = try await JournalBench()
    let kept = try await bench.create()
    let before = try await rows(bench.store)
    let conversation = ConversationID.random()
    var tasks: [TaskID] = []
    for _ in 0..<20 { tasks.append(try await bench.create(conversation: conversation).id) }
    try await fill(bench, tasks[0], events: 200)
    #expect(try await bench.store.delete(task: tasks[0], owner: bench.user.id))
    #expect(try await !bench.store.delete(task: tasks[0], owner: bench.user.id))
    #expect(try await bench.events(of: tasks[0]).isEmpty)
    #expect(try await bench.store.delete(conversation: conversation, owner: bench.user.id))
    #expect(
      try await bench.store.tasks(
        owner: bench.user.id, before: nil, limit: 99, maximumBytes: .max
      ).records.map(\.id)
        == [kept.id])
    #expect(
      try await bench.store.events(owner: bench.user.id, after: 0, maximumBytes: .max).count == 1)
    let error = await #expect(throws: HermesError.self) {
      try await bench.create(conversation: conversation)
    }
    #expect(error?.code == "conversation_not_found")
    try await removeAll(bench.store)
    #expect(try await rows(bench.store) == before)
    try await bench.stop()
  }

  @Test("A conversation whose deletion was cut off goes with the rest")
  func cutOff() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create()
    try await bench.store.pool.write { database in
      try database.execute(sql: "UPDATE conversation SET owner = 'deleted'")
    }
    try await removeAll(bench.store)
    #expect(try await bench.store.task(task.id, owner: bench.user.id) == nil)
    #expect(try await rows(bench.store) == 1)
    try await bench.stop()
  }

  @Test("A log-in finds expired sessions, and a password its sessions, without reading all of them")
  func sessions() async throws {
    let bench = try await JournalBench()
    let plans = try await bench.store.pool.read { database in
      try [
        "SELECT id FROM session WHERE expires_at < 5 LIMIT 100",
        "SELECT id FROM session WHERE user = 'u'",
      ].flatMap { try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + $0) }
        .map { $0["detail"] as String }
    }
    #expect(plans.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plans)")
    try await bench.stop()
  }
}
