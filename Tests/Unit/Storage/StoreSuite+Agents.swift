import HermesContract
import Testing

extension StoreSuite {
  /// What agents keep, and the blobs that they make.
  @Suite struct Agents {
    @Test(
      "Values are apart for each agent and user, and keys are listed by their bytes",
      arguments: StoreBackend.all)
    func values(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      let store = bench.store
      // Two that `String` takes for equal, wildcards, and one that another begins with.
      let keys = ["e\u{301}", "\u{e9}", "a%", "a_b", "a", "Z", "a\u{0}", "", "👩‍🔬"]
      for (index, key) in keys.enumerated() {
        let isStored = try await store.put(
          [0, UInt8(index)], key: key, agent: "A", owner: bench.user.id, quota: 1 << 20)
        #expect(isStored)
      }
      for (index, key) in keys.enumerated() {
        let value = try await store.value(of: key, agent: "A", owner: bench.user.id)
        #expect(value == [0, UInt8(index)])
      }
      func list(_ prefix: String) async throws -> [[UInt8]] {
        try await store.keys(beginningWith: prefix, agent: "A", owner: bench.user.id)
          .map { Array($0.utf8) }
      }
      func sorted(_ keys: [String]) -> [[UInt8]] {
        keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
      }
      #expect(try await list("") == sorted(keys))
      #expect(try await list("a") == sorted(["a%", "a_b", "a", "a\u{0}"]))
      #expect(try await list("a%") == sorted(["a%"]))
      for (agent, owner) in [("B", bench.user.id), ("A", other.id)] {
        #expect(try await store.value(of: "a", agent: agent, owner: owner) == nil)
        #expect(try await store.keys(beginningWith: "", agent: agent, owner: owner).isEmpty)
        #expect(try await !store.remove(key: "a", agent: agent, owner: owner))
      }
      #expect(try await store.remove(key: "a", agent: "A", owner: bench.user.id))
      #expect(try await !store.remove(key: "a", agent: "A", owner: bench.user.id))
      #expect(try await store.value(of: "a", agent: "A", owner: bench.user.id) == nil)
      try await bench.close()
    }

    @Test("What would be more than the quota changes nothing", arguments: StoreBackend.all)
    func quota(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      func put(_ key: String, bytes count: Int) async throws -> Bool {
        try await bench.store.put(
          [UInt8](repeating: 7, count: count), key: key, agent: "A", owner: bench.user.id, quota: 20
        )
      }
      // Keys count as their bytes.
      #expect(try await put("é", bytes: 8))
      #expect(try await put("b", bytes: 9))
      #expect(try await !put("c", bytes: 0))
      #expect(try await !put("b", bytes: 10))
      #expect(try await put("b", bytes: 3))
      #expect(try await put("c", bytes: 5))
      let value = try await bench.store.value(of: "b", agent: "A", owner: bench.user.id)
      #expect(value == [7, 7, 7])
      try await bench.close()
    }

    @Test(
      "A blob grows until it is sealed, within what its task may have", arguments: StoreBackend.all)
    func blobs(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let blobs = bench.blobs
      let (task, other) = (TaskID.random(), TaskID.random())
      let id = try #require(try await blobs.make([1, 2, 3], task: task, quota: 8))
      #expect(try await blobs.append([4, 5], to: id, task: task, quota: 8) == .done)
      #expect(try await blobs.append([6, 7, 8, 9], to: id, task: task, quota: 8) == .overQuota)
      #expect(try await blobs.make([6, 7, 8, 9], task: task, quota: 8) == nil)
      #expect(try await blobs.size(id, task: task) == 5)
      #expect(try await blobs.read(id, task: task, offset: 1, count: 3) == [2, 3, 4])
      #expect(try await blobs.read(id, task: task, offset: 4, count: 9) == [5])
      #expect(try await blobs.read(id, task: task, offset: .max, count: 9) == [])
      #expect(try await blobs.seal(id, task: task) == 5)
      #expect(try await blobs.seal(id, task: task) == 5)
      #expect(try await blobs.append([6], to: id, task: task, quota: 8) == .isSealed)
      #expect(try await blobs.read(id, task: task, offset: 0, count: 9) == [1, 2, 3, 4, 5])
      for (blob, task) in [(id, other), (TaskID.random().text, task), ("../x", task)] {
        #expect(try await blobs.append([6], to: blob, task: task, quota: 8) == .noSuchBlob)
        #expect(try await blobs.read(blob, task: task, offset: 0, count: 9) == nil)
        #expect(try await blobs.size(blob, task: task) == nil)
        #expect(try await blobs.seal(blob, task: task) == nil)
      }
      try await bench.close()
    }

    @Test(
      "The end of a task takes the blobs that no result has named, and its deletion all of them",
      .timeLimit(.minutes(1)), arguments: StoreBackend.all)
    func blobsOfTasks(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (blobs, task) = (bench.blobs, try await bench.create())
      let named = try #require(try await blobs.make([1], task: task.id, quota: 8))
      let other = try #require(try await blobs.make([2], task: task.id, quota: 8))
      _ = try await blobs.seal(named, task: task.id)
      try await bench.end(task)
      // Soon, and not before the end is stored.
      while try await blobs.size(other, task: task.id) != nil { await Task.yield() }
      #expect(try await blobs.size(named, task: task.id) == 1)
      #expect(try await bench.store.delete(task: task.id, owner: bench.user.id))
      try await bench.removeDeleted()
      while try await blobs.size(named, task: task.id) != nil { await Task.yield() }
      try await bench.close()
    }
  }
}
