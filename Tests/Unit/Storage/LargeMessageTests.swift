import Foundation
import GRDB
import HermesContract
import Testing

@testable import HermesStorage

struct LargeMessageTests {
  private static let query = "Sum it. " + String(repeating: "x", count: 1 << 20)

  @Test("A large message is read as it came, alone and in lists, and its bytes count")
  func reading() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create(query: Self.query)
    let owner = bench.user.id
    #expect(try await bench.store.task(task.id, owner: owner)?.query == Self.query)
    #expect(try await bench.store.outline(of: task.id, owner: owner)?.query == "")
    let all = try await bench.store.tasks(
      owner: owner, before: nil, limit: 9, maximumBytes: 1)
    #expect(all.records.map(\.query) == [Self.query])
    let turns = try await bench.store.tasks(
      in: task.conversation, owner: owner, after: nil, limit: 9, maximumBytes: 1)
    #expect(turns.records.map(\.query) == [Self.query])
    let unfinished = try await bench.store.unfinishedTasks()
    #expect(unfinished.map { $0.bytes > 1 << 20 } == [true])
    try await bench.stop()
  }

  @Test("An event of a task with a large message does not write that anew")
  func writing() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create(query: Self.query)
    _ = try await bench.store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    for _ in 0..<20 { try await bench.append(task.id, EventDraft(.agentEvent)) }
    let log = try FileManager.default.attributesOfItem(
      atPath: bench.folder.file("hermes.sqlite-wal"))
    #expect(try #require(log[.size] as? Int) < 1 << 20)
    try await bench.stop()
  }

  @Test("It goes with its task")
  func deletion() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create(query: Self.query)
    #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
    while try await bench.store.removeDeleted() {}
    let left = try await bench.store.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM large_message")
    }
    #expect(left == 0)
    try await bench.stop()
  }
}
