import GRDB
import HermesContract
import Testing

@testable import HermesStorage

/// What a newer version stored is an error where it is read: nothing is made of it, and it stays as it is.
struct UnknownValuesTests {
  @Test(
    "A value that this version does not know is named",
    arguments: [
      ("task", "status"), ("step", "status"), ("input", "kind"), ("input", "answer"),
      ("user", "role"), ("event", "type"),
    ])
  func unknown(table: String, column: String) async throws {
    let bench = try await JournalBench()
    let task = try await bench.create()
    let step = StepRecord(
      number: 1, agent: "A", skill: "s", task: "t", status: .completed, attempt: 1)
    let question = InputRecord(
      .question, step: 1, attempt: 1, question: "?", askedAt: .now, expiresAt: .now)
    try await bench.change(task.id, .step(step), .inputAsked(question))
    try await bench.store.pool.write {
      try $0.execute(sql: "UPDATE \(table) SET \(column) = 'of_tomorrow'")
    }
    let error = await #expect(throws: UnknownStoredValue.self) {
      _ = try await bench.store.detail(of: task.id, owner: bench.user.id)
      _ = try await bench.store.user(bench.user.id)
      _ = try await bench.events(of: task.id)
    }
    #expect(error?.value == "of_tomorrow")
    #expect(error?.description.contains("of_tomorrow") == true)
    let stored = try await bench.store.pool.read {
      try String.fetchAll($0, sql: "SELECT \(column) FROM \(table)")
    }
    #expect(stored.allSatisfy { $0 == "of_tomorrow" } && !stored.isEmpty)
    try await bench.stop()
  }

  @Test("A question of an unknown kind leaves its task as it is, in the journal too")
  func journal() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create()
    let question = InputRecord(
      .inDoubt, step: 1, attempt: 1, question: "?", askedAt: .now, expiresAt: .now)
    try await bench.change(task.id, .inputAsked(question))
    try await bench.store.pool.write {
      try $0.execute(sql: "UPDATE input SET kind = 'of_tomorrow'")
    }
    await #expect(throws: (any Error).self) {
      try await bench.change(task.id, .status(.running, startedAt: nil))
    }
    #expect(try await bench.store.task(task.id, owner: bench.user.id)?.status == .inDoubt)
    try await bench.stop()
  }
}
