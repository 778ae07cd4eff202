import Foundation
import GRDB
import HermesContract
import Testing

@testable import HermesStorage

/// A journal that an earlier schema wrote is read, and written on, by this one.
struct MigrationsTests {
  @Test(
    "From every earlier schema: its events stay, and new ones follow",
    arguments: [
      "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008 deletions", "0009 quotas",
      "0010 deaths", "0011 summaries", "0012 stored", "0013 completed",
      "0014 said", "0015 large messages",
    ])
  func upgrade(from schema: String) async throws {
    let folder = try TemporaryFolder()
    let (user, task) = (UserID("u"), TaskID("t"))
    let texts = (1...3).map { #"{"type":"agent_event","seq":\#($0),"cursor":"\#($0)"}"# }
    try write(texts, to: folder.file("hermes.sqlite"), schema: schema)
    let bench = try await JournalBench(in: folder)
    #expect(bench.user.id == user)
    let old = try await bench.events(of: task)
    #expect(old.map { String(decoding: $0.json, as: UTF8.self) } == texts)
    #expect(old.map(\.seq) == [1, 2, 3] && old.map(\.cursor) == [11, 12, 13])
    try await bench.append(task, EventDraft(.agentEvent), EventDraft(.agentEvent))
    #expect(try await bench.events(of: task, after: 2).map(\.seq) == [3, 4, 5])
    let ofUser = try await bench.store.events(owner: user, after: 11, maximumBytes: .max)
    #expect(ofUser.map(\.cursor) == [12, 13, 14, 15])
    #expect(try await bench.store.steps(of: task).isEmpty)
    #expect(try await bench.store.inputs(of: task).isEmpty)
    let summaries = try await bench.store.artifactSummaries(of: task)
    #expect(summaries == [ArtifactSummary(Self.artifact, step: 1, position: 0)])
    #expect(try await bench.store.artifact(summaries[0], of: task) == Self.artifact)
    let found = try #require(try await bench.store.task(task, owner: user))
    #expect(found.query == "Write a poem" && found.lastSeq == 5 && !found.requiresApproval)
    try await bench.stop()
  }

  @Test("The database of a running server of an earlier version stays as it is")
  func shared() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("hermes.sqlite")
    try write([], to: path, schema: "0015 large messages")
    let refusal = #expect(throws: StartupError.self) { try SQLiteStore(path: path, isShared: true) }
    #expect(refusal?.description.contains("Restart it with this version") == true)
    let copy = #expect(throws: StartupError.self) { try DatabaseCopy(path: path) }
    #expect(copy?.description.contains("an earlier version of Hermes") == true)
    let applied = try DatabaseQueue(path: path).read { try Migrations.all.appliedMigrations($0) }
    #expect(applied.last == "0015 large messages")
  }

  @Test("A database of a newer version is refused in one line that says so")
  func newer() async throws {
    let bench = try await JournalBench()
    try await bench.stop()
    try await bench.store.pool.write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999 of tomorrow')")
    }
    try bench.store.close()
    let path = bench.folder.file("hermes.sqlite")
    let refusal = #expect(throws: StartupError.self) { try SQLiteStore(path: path) }
    let text = try #require(refusal.map { "\($0)" })
    #expect(text.contains("was written by a newer version") && !text.contains("\n"))
  }

  @Test("A version that knew one counter for all users refuses this database, and says why")
  func older() async throws {
    let bench = try await JournalBench()
    let error = await #expect(throws: DatabaseError.self) {
      try await bench.store.pool.read { database in
        _ = try String.fetchOne(database, sql: "SELECT value FROM journal WHERE name = 'epoch'")
      }
    }
    #expect(try #require(error).description.contains("a newer version of Hermes wrote this"))
    try await bench.stop()
  }

  private static let artifact = Artifact(id: "a", name: "a.py", parts: [Part(text: "x = 1")])

  private func write(_ texts: [String], to path: String, schema: String) throws {
    let queue = try DatabaseQueue(path: path)
    try Migrations.all.migrate(queue, upTo: schema)
    try queue.write { database in
      try database.execute(
        literal: """
          INSERT INTO user (id, email, username, full_name, password_hash, role, created_at)
            VALUES ('u', 'ada@example.org', NULL, NULL, '-', 'user', 1);
          INSERT INTO conversation VALUES ('c', 'u', 'Write a poem', 1, 1);
          INSERT INTO task (id, owner, conversation, message, status, created_at, last_seq) VALUES
            ('t', 'u', 'c', \(JSONWriter.text(Message(parts: [Part(text: "Write a poem")]).json)),
            'running', 1, 3);
          INSERT INTO journal VALUES ('last_cursor', '13');
          INSERT INTO artifact (task, step, position, content)
            VALUES (1, 1, 0, \(JSONWriter.text(Self.artifact.json)));
          """)
      for (index, text) in texts.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO event (task, seq, cursor, owner, type, json)
            VALUES (1, ?, ?, 'u', 'agent_event', ?)
            """, arguments: [index + 1, index + 11, Data(text.utf8)])
      }
    }
    try queue.close()
  }
}
