import HermesContract
import Testing

extension StoreSuite {
  /// What is deleted is gone for everybody at once, and nobody else's goes with it.
  @Suite struct Deletion {
    private func fill(_ task: TaskID, in bench: StoreBench) async throws {
      let step = StepRecord(
        number: 1, agent: "A", skill: "s", task: "t", status: .completed, attempt: 1)
      let question = InputRecord(
        .question, step: 1, attempt: 1, question: "?", askedAt: .now, expiresAt: .now)
      try await bench.change(
        task, .step(step), .inputAsked(question),
        .artifacts(step: 1, [Artifact(id: "a", name: "a", parts: [Part(text: "t")])]))
    }

    /// How many of each kind there are.
    private func counts(of task: TaskID, in bench: StoreBench) async throws -> [Int] {
      let store = bench.store
      return [
        try await bench.events(of: task).count, try await store.steps(of: task).count,
        try await store.artifacts(of: task).count,
        try await store.artifactSummaries(of: task).count, try await store.inputs(of: task).count,
        try await store.eventTypes(of: task).count, try await bench.task(task) == nil ? 0 : 1,
      ]
    }

    @Test(
      "A task goes with its steps, artifacts, questions and events", arguments: StoreBackend.all)
    func task(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (gone, kept) = (try await bench.create(), try await bench.create())
      for task in [gone, kept] { try await fill(task.id, in: bench) }
      #expect(try await bench.store.delete(task: gone.id, owner: bench.user.id))
      for _ in 0..<2 {
        #expect(try await !bench.store.delete(task: gone.id, owner: bench.user.id))
        #expect(try await counts(of: gone.id, in: bench) == Array(repeating: 0, count: 7))
        #expect(try await counts(of: kept.id, in: bench) == Array(repeating: 1, count: 7))
        #expect(try await bench.tasks() == [kept.id])
        #expect(try await bench.events().map(\.task) == [kept.id])
        #expect(try await bench.store.unfinishedTasks().map(\.task) == [kept.id])
        // Also when its bytes are gone.
        try await bench.removeDeleted()
      }
      try await bench.close()
    }

    @Test(
      "A conversation goes with its tasks, and can't be gone on with", arguments: StoreBackend.all)
    func conversation(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let id = ConversationID.random()
      var tasks: [TaskID] = []
      for _ in 0..<20 { tasks.append(try await bench.create(conversation: id).id) }
      let kept = try await bench.create().id
      for task in tasks + [kept] { try await fill(task, in: bench) }
      #expect(try await bench.store.delete(conversation: id, owner: bench.user.id))
      #expect(try await !bench.store.delete(conversation: id, owner: bench.user.id))
      for task in tasks {
        #expect(try await counts(of: task, in: bench) == Array(repeating: 0, count: 7))
      }
      #expect(try await counts(of: kept, in: bench) == Array(repeating: 1, count: 7))
      #expect(try await !bench.store.hasConversation(id, owner: bench.user.id))
      #expect(try await bench.store.taskIDs(in: id, owner: bench.user.id).isEmpty)
      #expect(try await bench.tasks() == [kept])
      #expect(try await bench.events().count == 1)
      try await bench.removeDeleted()
      #expect(try await counts(of: kept, in: bench) == Array(repeating: 1, count: 7))
      try await bench.close()
    }

    @Test(
      "An account takes everything of its own with it, and its address is free",
      arguments: StoreBackend.all)
    func account(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      let mine = try await bench.create(
        key: IdempotencyRecord(key: "k", fingerprint: "f", task: TaskID("")))
      try await fill(mine.id, in: bench)
      let theirs = try await bench.create(owner: other.id)
      let session = SessionRecord(
        id: .random(), user: bench.user.id, refreshID: "r",
        expiresAt: Timestamp.now.adding(seconds: 60))
      #expect(
        try await bench.store.insert(session, checked: bench.user.passwordHash, role: .user) == [])
      for owner in [bench.user.id, other.id] {
        _ = try await bench.store.put([1], key: "k", agent: "A", owner: owner, quota: 99)
      }
      #expect(try await bench.store.delete(user: bench.user.id) == [session.id])
      #expect(try await bench.store.user(bench.user.id) == nil)
      #expect(try await bench.store.user(email: bench.user.email) == nil)
      #expect(try await bench.store.usage(after: nil, limit: 9).map(\.user.id) == [other.id])
      #expect(try await bench.store.session(session.id) == nil)
      #expect(try await bench.events(of: mine.id).isEmpty)
      #expect(try await bench.store.artifacts(of: mine.id).isEmpty)
      // One that still runs is not taken up again.
      #expect(try await bench.store.unfinishedTasks().map(\.task) == [theirs.id])
      #expect(await HermesError.code { try await bench.create() } == "account_not_found")
      #expect(
        try await bench.store.insert(session, checked: bench.user.passwordHash, role: .user) == nil)
      var again = bench.user
      again.id = .random()
      #expect(try await bench.store.insert(again))
      try await bench.removeDeleted()
      #expect(try await bench.task(mine.id) == nil)
      #expect(try await bench.events().isEmpty)
      #expect(try await bench.tasks().isEmpty)
      let value = try await bench.store.value(of: "k", agent: "A", owner: bench.user.id)
      #expect(value == nil)
      #expect(try await bench.store.value(of: "k", agent: "A", owner: other.id) == [1])
      #expect(try await bench.events(of: theirs.id).count == 1)
      #expect(try await bench.store.delete(user: bench.user.id).isEmpty)
      try await bench.close()
    }

    @Test("Removal is told to look at the start and after a deletion", arguments: StoreBackend.all)
    func told(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      var waiting = bench.store.removalsWaiting.makeAsyncIterator()
      #expect(await waiting.next() != nil)
      _ = try await bench.store.delete(user: bench.user.id)
      #expect(await waiting.next() != nil)
      try await bench.removeDeleted()
      #expect(try await !bench.store.removeDeleted())
      try await bench.close()
    }
  }
}
