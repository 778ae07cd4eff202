import HermesContract
import Testing

extension StoreSuite {
  /// Requests that come again.
  @Suite struct Idempotency {
    private func record(_ fingerprint: String) -> IdempotencyRecord {
      IdempotencyRecord(key: "k", fingerprint: fingerprint, task: TaskID(""))
    }

    @Test(
      "A key is kept for its owner and takes no second task; it goes with its task",
      arguments: StoreBackend.all)
    func key(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      let first = try await bench.create(key: record("1"))
      let stored = IdempotencyRecord(key: "k", fingerprint: "1", task: first.id)
      func found(_ key: String = "k") async throws -> IdempotencyRecord? {
        try await bench.store.idempotency(owner: bench.user.id, key: key)
      }
      #expect(try await found() == stored)
      for fingerprint in ["1", "2"] {
        let code = await HermesError.code { try await bench.create(key: record(fingerprint)) }
        #expect(code == "idempotency_in_progress")
      }
      #expect(try await bench.tasks() == [first.id])
      let conversations = try await bench.store.conversations(
        owner: bench.user.id, before: nil, limit: 9)
      #expect(conversations.map(\.id) == [first.conversation])
      #expect(try await found() == stored)
      #expect(try await found("other") == nil)
      try await bench.create(owner: other.id, key: record("3"))
      #expect(try await found() == stored)
      #expect(try await bench.store.delete(task: first.id, owner: bench.user.id))
      #expect(try await found() == nil)
      let second = try await bench.create(key: record("2"))
      #expect(try await found()?.task == second.id)
      try await bench.close()
    }

    @Test("Of requests with one key that come at once one is stored", arguments: StoreBackend.all)
    func atOnce(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let stored = await withTaskGroup(of: TaskID?.self, returning: [TaskID].self) { group in
        for number in 0..<8 {
          group.addTask { try? await bench.create(key: record("\(number)")).id }
        }
        return await group.reduce(into: []) { if let task = $1 { $0.append(task) } }
      }
      #expect(stored.count == 1)
      #expect(try await bench.tasks() == stored)
      let found = try await bench.store.idempotency(owner: bench.user.id, key: "k")
      #expect(found?.task == stored.first)
      try await bench.close()
    }

    @Test("A key is forgotten after a day", arguments: StoreBackend.all)
    func old(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      try await bench.create(key: record("f"), at: Timestamp.now.adding(seconds: -86_401))
      #expect(try await bench.store.idempotency(owner: bench.user.id, key: "k") == nil)
      let next = try await bench.create(key: record("g"))
      let found = try await bench.store.idempotency(owner: bench.user.id, key: "k")
      #expect(found?.task == next.id && found?.fingerprint == "g")
      try await bench.close()
    }
  }
}
