import HermesContract
import Testing

extension StoreSuite {
  /// Numbers, and what is stored together.
  @Suite struct Journaling {
    @Test(
      "seq counts a task's events and cursor a user's, both from 1 and without holes",
      arguments: StoreBackend.all)
    func numbers(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      let tasks = [try await bench.create(), try await bench.create()]
      let theirs = try await bench.create(owner: other.id)
      // One transaction with entries of several tasks and users.
      let entries = (0..<9).map { index in
        let task = (tasks + [theirs])[index % 3]
        return JournalEntry(
          task: task.id, owner: task.owner,
          events: [EventDraft(.agentEvent), EventDraft(.stepProgress)])
      }
      let committed = try await bench.commit(entries).map { try $0.get() }
      #expect(committed.map(\.task) == entries.map(\.task))
      #expect(
        committed.map { $0.events.map(\.seq) }
          == [[2, 3], [2, 3], [2, 3], [4, 5], [4, 5], [4, 5], [6, 7], [6, 7], [6, 7]])
      for task in tasks + [theirs] {
        #expect(try await bench.events(of: task.id).map(\.seq) == Array(1...7))
        #expect(try await bench.store.outline(of: task.id, owner: task.owner)?.lastSeq == 7)
      }
      #expect(try await bench.events().map(\.cursor) == Array(1...14))
      #expect(try await bench.events(owner: other.id).map(\.cursor) == Array(1...7))
      #expect(try await bench.store.lastCursor(of: bench.user.id) == 14)
      #expect(try await bench.store.lastCursor(of: other.id) == 7)
      #expect(try await bench.store.lastCursor(of: UserID("nobody")) == 0)
      try await bench.close()
    }

    @Test(
      "An event is stored as the bytes that were made for its numbers", arguments: StoreBackend.all)
    func bytes(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      let drafts = (0..<40).map { index in
        EventDraft(
          index % 3 == 0 ? .artifactDelta : .agentThinking, message: "line\nbreak \u{0} é",
          data: ["text": .string(String(repeating: "\u{2028}x", count: index * 40))])
      }
      let entry = JournalEntry(task: task.id, owner: task.owner, events: drafts)
      let committed = try await bench.write(entry)
      for (event, draft) in zip(committed.events, drafts) {
        #expect(event.type == draft.type && event.owner == task.owner && event.task == task.id)
        #expect(
          event.json
            == draft.encoded(EventNumbers(task: task.id, seq: event.seq, cursor: event.cursor)))
      }
      let stored = try await bench.events(of: task.id, after: 1)
      #expect(stored.map(\.json) == committed.events.map(\.json))
      #expect(stored.map(\.type) == drafts.map(\.type))
      #expect(try await bench.events(after: 1).map(\.json) == stored.map(\.json))
      try await bench.close()
    }

    @Test(
      "A refused entry leaves nothing behind and no hole; the others are stored",
      arguments: StoreBackend.all)
    func refused(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      let question = InputRecord(
        .question, step: 1, attempt: 1, question: "?", askedAt: .now, expiresAt: .now)
      func entry(_ changes: [TaskChange]) -> JournalEntry {
        JournalEntry(
          task: task.id, owner: task.owner, events: [EventDraft(.agentEvent)], changes: changes)
      }
      let answer = TaskChange.inputAnswered(question.id, .text("x"), at: .now)
      let results = try await bench.commit([
        entry([.worked(1), .inputAsked(question)]), entry([.worked(2), answer]),
        entry([.worked(3), answer]), entry([]),
      ])
      #expect(results.map { (try? $0.get())?.events.map(\.seq) } == [[2], [3], nil, [4]])
      guard case .failure(let error) = results[2] else {
        Issue.record("The second answer was stored.")
        return
      }
      #expect(error == .inputClosed)
      #expect(try await bench.task(task.id)?.worked == 2)
      #expect(try await bench.events().map(\.cursor) == [1, 2, 3, 4])
      try await bench.close()
    }

    @Test("What can't be stored takes its whole transaction with it", arguments: StoreBackend.all)
    func whole(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      let good = JournalEntry(
        task: task.id, owner: task.owner, events: [EventDraft(.agentEvent)], changes: [.worked(9)])
      // The same id again: no rule's refusal, but a fault.
      let bad = JournalEntry(
        task: task.id, owner: task.owner, changes: [.created(task, idempotency: nil)])
      await #expect(throws: (any Error).self) { try await bench.commit([good, bad]) }
      #expect(try await bench.task(task.id)?.worked == 0)
      #expect(try await bench.events(of: task.id).count == 1)
      // Nothing was counted for it.
      try await bench.write(good)
      #expect(try await bench.events().map(\.cursor) == [1, 2])
      try await bench.close()
    }

    @Test(
      "Events of a task that is gone, or is another's, are left out and get no numbers",
      arguments: StoreBackend.all)
    func gone(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      let (kept, deleted) = (try await bench.create(), try await bench.create())
      let theirs = try await bench.create(owner: other.id)
      #expect(try await bench.store.delete(task: deleted.id, owner: bench.user.id))
      let entries = [deleted.id, TaskID.random(), theirs.id, kept.id].map {
        JournalEntry(
          task: $0, owner: bench.user.id, events: [EventDraft(.agentEvent)], changes: [.worked(5)])
      }
      let committed = try await bench.commit(entries).map { try $0.get().events.map(\.cursor) }
      #expect(committed == [[], [], [], [3]])
      #expect(try await bench.store.lastCursor(of: bench.user.id) == 3)
      #expect(try await bench.store.task(theirs.id, owner: other.id)?.worked == 0)
      #expect(try await bench.events(of: theirs.id).count == 1)
      try await bench.close()
    }

    @Test(
      "The last cursor stays where it is when what had it is deleted", arguments: StoreBackend.all)
    func lastCursor(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      try await bench.append(task.id, EventDraft(.agentEvent))
      #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
      try await bench.removeDeleted()
      #expect(try await bench.store.lastCursor(of: bench.user.id) == 2)
      let next = try await bench.create()
      #expect(try await bench.events(of: next.id).map(\.cursor) == [3])
      try await bench.close()
    }

    @Test("An entry that says nothing is stored, and changes nothing", arguments: StoreBackend.all)
    func probe(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      #expect(!bench.store.epoch.isEmpty)
      let committed = try await bench.write(.probe)
      #expect(committed.events.isEmpty && committed.task == JournalEntry.probe.task)
      #expect(try await bench.store.unfinishedTasks().isEmpty)
      #expect(try await bench.store.lastCursor(of: JournalEntry.probe.owner) == 0)
      try await bench.close()
    }
  }
}
