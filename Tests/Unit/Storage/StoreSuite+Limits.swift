import HermesContract
import Testing

extension StoreSuite {
  /// Quotas. How many bytes something counts for is the backend's own business.
  @Suite struct Limits {
    @Test(
      "Tasks of a day are counted for each user, deleted ones too; the operator has no limit",
      arguments: StoreBackend.all)
    func tasks(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend, quotas: Quotas(tasksPerDay: 3))
      let other = try await bench.add("eve")
      var admin = UserRecord.sample("operator")
      admin.id = Quotas.exempt
      #expect(try await bench.store.insert(admin))
      for _ in 0..<3 {
        let task = try await bench.create()
        #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
      }
      #expect(await HermesError.code { try await bench.create() } == "quota_exceeded")
      try await bench.create(owner: other.id)
      for _ in 0..<5 { try await bench.create(owner: admin.id) }
      // The days before and after do not count.
      let days = [-1, 1].map { Timestamp.now.adding(seconds: $0 * 86_400) }
      for day in days {
        for _ in 0..<3 { try await bench.create(at: day) }
        #expect(await HermesError.code { try await bench.create(at: day) } == "quota_exceeded")
      }
      // What is refused is not there.
      #expect(try await bench.tasks().count == 6)
      try await bench.close()
    }

    @Test(
      "Bytes of events and of what results name count until they are removed",
      arguments: StoreBackend.all)
    func bytes(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend, quotas: Quotas(storedBytes: 30_000))
      let task = try await bench.create()
      func faults() async throws -> [String?] {
        [
          try await bench.store.storageFault(of: bench.user.id)?.code,
          try await bench.store.beginningFault(of: bench.user.id)?.code,
        ]
      }
      #expect(try await faults() == [nil, nil])
      let text = String(repeating: "x", count: 20_000)
      try await bench.write(
        JournalEntry(
          task: task.id, owner: task.owner,
          events: [EventDraft(.agentEvent, data: ["t": .string(text)])],
          changes: [.artifacts(step: 1, [Artifact(id: "a", name: "a", parts: [Part(text: text)])])]
        ))
      #expect(try await faults() == ["quota_exceeded", "quota_exceeded"])
      try await bench.end(task)
      #expect(try await faults() == ["quota_exceeded", "quota_exceeded"])
      #expect(try await bench.store.storageFault(of: UserRecord.sample("eve").id) == nil)
      #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
      #expect(try await faults() == [nil, nil])
      try await bench.close()
    }

    @Test(
      "Where everybody's storage is used up, whoever has more than an equal share begins no more",
      arguments: StoreBackend.all)
    func shared(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend, quotas: Quotas(sharedBytes: 200_000))
      let task = try await bench.create()
      let text = String(repeating: "x", count: 300_000)
      try await bench.append(task.id, EventDraft(.agentEvent, data: ["t": .string(text)]))
      let fault = try await bench.store.storageFault(of: bench.user.id)
      #expect(fault?.known == .quotaExceeded)
      #expect(try await bench.store.storageFault(of: UserRecord.sample("eve").id) == nil)
      #expect(try await bench.store.storageFault(of: Quotas.exempt) == nil)
      try await bench.close()
    }

    @Test(
      "A task that began within the quota stores nothing large beyond it; others are not touched",
      arguments: StoreBackend.all)
    func beyond(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend, quotas: Quotas(storedBytes: 300_000))
      let tasks = [try await bench.create(), try await bench.create()]
      func entry(_ task: TaskRecord, bytes: Int) -> JournalEntry {
        let text = String(repeating: "x", count: bytes)
        return JournalEntry(
          task: task.id, owner: task.owner, events: [EventDraft(.stepCompleted)],
          changes: [.artifacts(step: 1, [Artifact(id: "a", name: "a", parts: [Part(text: text)])])]
        )
      }
      // In one transaction: one of them finds room.
      let results = try await bench.commit(tasks.map { entry($0, bytes: 200_000) })
      #expect(results.map { (try? $0.get()) != nil } == [true, false])
      #expect(try await bench.store.artifacts(of: tasks[1].id).isEmpty)
      #expect(try await bench.events(of: tasks[1].id).count == 1)
      for task in tasks { try await bench.write(entry(task, bytes: 10)) }
      try await bench.close()
    }

    @Test("Tokens of a day count for each user", arguments: StoreBackend.all)
    func tokens(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend, quotas: Quotas(tokensPerDay: 100))
      let (store, other) = (bench.store, try await bench.add("eve"))
      try await store.count(tokens: 60, of: bench.user.id)
      #expect(try await store.tokenFault(of: bench.user.id) == nil)
      try await store.count(tokens: 60, of: bench.user.id)
      #expect(try await store.tokenFault(of: bench.user.id)?.known == .quotaExceeded)
      #expect(try await store.tokenFault(of: other.id) == nil)
      #expect(try await store.tokenFault(of: Quotas.exempt) == nil)
      // For an account that is gone nothing is counted, and nothing fails.
      try await store.count(tokens: 500, of: UserID("gone"))
      #expect(try await store.tokenFault(of: UserID("gone")) == nil)
      try await bench.close()
    }

    @Test("Without quotas nothing is refused", arguments: StoreBackend.all)
    func none(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      let text = String(repeating: "x", count: 1 << 20)
      try await bench.change(
        task.id, .artifacts(step: 1, [Artifact(id: "a", name: "a", parts: [Part(text: text)])]))
      try await bench.store.count(tokens: 1 << 40, of: bench.user.id)
      #expect(try await bench.store.storageFault(of: bench.user.id) == nil)
      #expect(try await bench.store.beginningFault(of: bench.user.id) == nil)
      #expect(try await bench.store.tokenFault(of: bench.user.id) == nil)
      #expect(await !bench.store.isDiskNearlyFull())
      try await bench.close()
    }
  }
}
