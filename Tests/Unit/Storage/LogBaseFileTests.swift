import Foundation
import GRDB
import HermesContract
import Testing

@testable import HermesStorage

/// The same with SQLite's own files.
struct LogBaseFileTests {
  private func journal(_ bench: JournalBench, _ count: Int) async throws -> TaskID {
    let task = try await bench.create().id
    let text = JSONValue.string(String(repeating: "x", count: 20_000))
    for _ in 0..<count { try await bench.append(task, EventDraft(.agentEvent, data: ["t": text])) }
    return task
  }

  private func open(_ bench: JournalBench) -> String? {
    do {
      _ = try SQLiteStore(path: bench.folder.file("hermes.sqlite"), durability: .process)
      return nil
    } catch { return "\(error)" }
  }

  /// Overwrites the database with `content`, as cp does.
  private func overwrite(_ bench: JournalBench, _ content: Data) throws {
    let place = URL(fileURLWithPath: bench.folder.file("hermes.sqlite"))
    let file = try FileHandle(forWritingTo: place)
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: content)
    try file.close()
  }

  private func content(_ bench: JournalBench) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: bench.folder.file("hermes.sqlite")))
  }

  @Test("After close the database is whole without its log")
  func closed() async throws {
    let bench = try await JournalBench()
    let task = try await journal(bench, 3)
    // A reader's connection is open too.
    #expect(try await bench.events(of: task).count == 4)
    try await bench.stop()
    try bench.store.close()
    let log = bench.folder.file("hermes.sqlite-wal")
    #expect((FileManager.default.contents(atPath: log) ?? Data()).isEmpty)
    let copy = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: bench.folder.file("hermes.sqlite"), toPath: copy.file("hermes.sqlite"))
    let restored = try await JournalBench(in: copy)
    #expect(try await restored.events(of: task).count == 4)
    try await restored.stop()
  }

  /// Ends a bench as kill -9 does: what is in the log stays there.
  private func abandon(_ bench: JournalBench, _ task: TaskID) async throws {
    // A reader's connection, which is the last to close, can't move anything.
    _ = try await bench.events(of: task)
    try await bench.stop()
    try bench.store.pool.close()
    let log = bench.folder.file("hermes.sqlite-wal")
    #expect((FileManager.default.contents(atPath: log) ?? Data()).count > 32)
  }

  @Test("However often a long log is left, it goes on with its database")
  func generations() async throws {
    let folder = try TemporaryFolder()
    var task = TaskID("")
    var count = 1
    // In one transaction more than a checkpoint waits for, and then less.
    for (generation, events) in [300, 1, 1, 300, 1].enumerated() {
      let bench = try await JournalBench(in: folder)
      if generation == 0 { task = try await bench.create().id }
      let text = JSONValue.string(String(repeating: "x", count: 20_000))
      try await bench.journal.append(
        JournalEntry(
          task: task, owner: bench.user.id,
          events: (0..<events).map { _ in EventDraft(.agentEvent, data: ["t": text]) }))
      count += events
      #expect(try await bench.events(of: task).count == count)
      try await abandon(bench, task)
    }
  }

  @Test(
    "A log that is left goes on with its database, before and after a checkpoint",
    arguments: [1, 400])
  func goesOn(events: Int) async throws {
    let bench = try await JournalBench()
    let task = try await journal(bench, events)
    try await bench.stop()
    // As after kill -9: nobody has closed it.
    let next = try await JournalBench(in: bench.folder)
    #expect(try await next.events(of: task).count == events + 1)
    try await next.stop()
  }

  @Test(
    "A backup that is copied over the database beside a log is named, before and after a checkpoint",
    arguments: [1, 400])
  func backup(events: Int) async throws {
    let bench = try await JournalBench()
    _ = try await journal(bench, 1)
    let backup = bench.folder.file("backup")
    try await bench.store.pool.vacuum(into: backup)
    _ = try await journal(bench, events)
    try await bench.stop()
    let before = try content(bench)
    try overwrite(bench, try Data(contentsOf: URL(fileURLWithPath: backup)))
    let refusal = try #require(open(bench))
    #expect(refusal.contains("was replaced") && refusal.contains("hermes.sqlite-wal"))
    // Nothing was touched.
    #expect(try content(bench) != before)
    #expect(try content(bench) == Data(contentsOf: URL(fileURLWithPath: backup)))
  }

  @Test("Only a database that was put in the place of what was left has a new epoch")
  func epoch() async throws {
    let folder = try TemporaryFolder()
    var bench = try await JournalBench(in: folder)
    let first = bench.store.epoch
    let task = try await journal(bench, 1)
    let backup = folder.file("backup")
    try await bench.store.pool.vacuum(into: backup)
    try await abandon(bench, task)
    bench = try await JournalBench(in: folder)
    #expect(bench.store.epoch == first)
    try await bench.stop()
    try bench.store.close()
    bench = try await JournalBench(in: folder)
    #expect(bench.store.epoch == first)
    try await bench.stop()
    try bench.store.close()
    try overwrite(bench, try Data(contentsOf: URL(fileURLWithPath: backup)))
    bench = try await JournalBench(in: folder)
    let second = bench.store.epoch
    #expect(second != first)
    try await bench.stop()
    try bench.store.close()
    bench = try await JournalBench(in: folder)
    #expect(bench.store.epoch == second)
    // The way that a refusal names: without what the log holds.
    _ = try await journal(bench, 400)
    try await abandon(bench, task)
    for suffix in ["-wal", "-shm"] {
      try FileManager.default.removeItem(atPath: folder.file("hermes.sqlite" + suffix))
    }
    bench = try await JournalBench(in: folder)
    #expect(bench.store.epoch != second)
    try await bench.stop()
  }

  @Test("What is no database is named, and not read as one")
  func noDatabase() async throws {
    let bench = try await JournalBench()
    try await bench.stop()
    try bench.store.close()
    try overwrite(bench, Data(repeating: 7, count: 9000))
    #expect(try #require(open(bench)).contains("is damaged or not a database"))
  }
}
