import HermesContract
import HermesEvents
import Testing

@testable import HermesStorage

struct IdempotencyTests {
  @Test(
    "An idempotency key is kept for its owner and takes no second task; it goes with its task")
  func idempotency() async throws {
    let bench = try await JournalBench()
    func record(_ fingerprint: String) -> IdempotencyRecord {
      IdempotencyRecord(key: "k", fingerprint: fingerprint, task: TaskID(""))
    }
    let first = try await bench.create(idempotency: record("1"))
    let stored = IdempotencyRecord(key: "k", fingerprint: "1", task: first.id)
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k") == stored)
    for fingerprint in ["1", "2"] {
      let error = await #expect(throws: HermesError.self) {
        try await bench.create(idempotency: record(fingerprint))
      }
      #expect(error?.known == .idempotencyInProgress)
    }
    #expect(try await bench.store.unfinishedTasks().map(\.task) == [first.id])
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k") == stored)
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "other") == nil)
    #expect(try await bench.store.delete(task: first.id, owner: bench.user.id))
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k") == nil)
    let second = try await bench.create(idempotency: record("2"))
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k")?.task == second.id)
    try await bench.stop()
  }

  @Test("An idempotency key is forgotten after a day")
  func oldIdempotency() async throws {
    let bench = try await JournalBench()
    var task = TaskRecord.sample(owner: bench.user.id)
    task.createdAt = Timestamp.now.adding(seconds: -86_401)
    try await bench.journal.append(
      JournalEntry(
        task: task.id, owner: bench.user.id,
        changes: [
          .created(task, idempotency: IdempotencyRecord(key: "k", fingerprint: "f", task: task.id))
        ]))
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k") == nil)
    let next = try await bench.create(
      idempotency: IdempotencyRecord(key: "k", fingerprint: "g", task: TaskID("")))
    #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k")?.task == next.id)
    try await bench.stop()
  }
}
