import HermesContract
import Testing

extension StoreSuite {
  /// Conversations, and what later tasks see of earlier ones.
  @Suite struct Conversations {
    @Test(
      "A conversation begins with its first task and is as recent as its last",
      arguments: StoreBackend.all)
    func record(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let id = ConversationID.random()
      let times = [Timestamp(milliseconds: 1000), Timestamp(milliseconds: 5000)]
      let title = String(repeating: "Write ", count: 40)
      let tasks = [
        try await bench.create(conversation: id, query: title, at: times[0]).id,
        try await bench.create(conversation: id, query: "Another", at: times[1]).id,
      ]
      let found = try #require(try await bench.store.conversation(id, owner: bench.user.id))
      #expect(found.id == id && found.title == String(title.prefix(80)) && found.taskCount == 2)
      #expect(found.createdAt == times[0] && found.updatedAt == times[1])
      #expect(try await bench.store.hasConversation(id, owner: bench.user.id))
      #expect(try await !bench.store.hasConversation(.random(), owner: bench.user.id))
      #expect(try await bench.store.taskIDs(in: id, owner: bench.user.id) == tasks)
      #expect(try await bench.store.delete(task: tasks[0], owner: bench.user.id))
      #expect(try await bench.store.conversation(id, owner: bench.user.id)?.taskCount == 1)
      try await bench.close()
    }

    @Test(
      "Conversations are listed latest first, in pages; another's id is no place to begin",
      arguments: StoreBackend.all)
    func paging(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      var made: [(at: Timestamp, id: ConversationID)] = []
      // Two of them at one time.
      for time in [3, 1, 2, 2, 5] as [Int64] {
        let at = Timestamp(milliseconds: time)
        made.append((at, try await bench.create(at: at).conversation))
      }
      var listed: [ConversationID] = []
      while true {
        let page = try await bench.store.conversations(
          owner: bench.user.id, before: listed.last, limit: 2)
        if page.isEmpty { break }
        listed += page.map(\.id)
      }
      #expect(listed == made.sorted { ($0.at, $0.id.text) > ($1.at, $1.id.text) }.map(\.id))
      let foreign = try await bench.create(owner: other.id).conversation
      for id in [foreign, ConversationID("none")] {
        let page = try await bench.store.conversations(
          owner: bench.user.id, before: id, limit: 9)
        #expect(page.isEmpty)
      }
      try await bench.close()
    }

    @Test(
      "The tasks of a conversation are listed oldest first, in pages", arguments: StoreBackend.all)
    func tasks(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let id = ConversationID.random()
      var tasks: [TaskID] = []
      for _ in 0..<5 {
        tasks.append(try await bench.create(conversation: id).id)
        try await bench.create()
      }
      func page(after: TaskID?) async throws -> [TaskID] {
        try await bench.store.tasks(
          in: id, owner: bench.user.id, after: after, limit: 2, maximumBytes: .max
        ).records.map(\.id)
      }
      #expect(try await page(after: nil) == Array(tasks[..<2]))
      #expect(try await page(after: tasks[1]) == Array(tasks[2..<4]))
      #expect(try await page(after: tasks[3]) == [tasks[4]])
      #expect(try await page(after: tasks[4]).isEmpty)
      #expect(try await page(after: TaskID("none")).isEmpty)
      try await bench.close()
    }

    @Test(
      "Earlier turns are what was completed, or had failed, by a moment, the newest first",
      arguments: StoreBackend.all)
    func earlierTurns(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let id = ConversationID.random()
      func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
      var tasks: [TaskID] = []
      let ends = [TaskStatus.completed, .cancelled, .completed, .failed]
      for (index, status) in ends.enumerated() {
        let task = try await bench.create(conversation: id, query: "q\(index)")
        tasks.append(task.id)
        // The first one ends last.
        try await bench.end(task, status, result: "r\(index)", at: time(index == 0 ? 9 : 5))
      }
      try await bench.create(conversation: id)
      func turns(until: Int64, limit: Int = 8) async throws -> [TaskID] {
        let turns = try await bench.store.earlierTurns(
          in: id, owner: bench.user.id, until: time(until), limit: limit, maximumBytes: .max)
        #expect(turns.allSatisfy { $0.message?.text == $0.query })
        #expect(turns.map(\.result) == turns.map { "r" + $0.query.dropFirst() })
        #expect(turns.map(\.isFailed) == turns.map { $0.task == tasks[3] })
        return turns.map(\.task)
      }
      #expect(try await turns(until: 9) == [tasks[0], tasks[3], tasks[2]])
      #expect(try await turns(until: 9, limit: 2) == [tasks[0], tasks[3]])
      #expect(try await turns(until: 8) == [tasks[3], tasks[2]])
      #expect(try await turns(until: 4).isEmpty)
      try await bench.close()
    }

    @Test(
      "Of earlier turns with large messages only the first words are read",
      arguments: StoreBackend.all)
    func largeTurns(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let id = ConversationID.random()
      let large = String(repeating: "\u{1}", count: 40 << 10)
      for (number, query) in ["first", "Sum it. " + large, "last"].enumerated() {
        let task = try await bench.create(conversation: id, query: query)
        try await bench.end(task, at: Timestamp(milliseconds: Int64(number)))
      }
      func turns(_ maximumBytes: Int) async throws -> [EarlierTurn] {
        try await bench.store.earlierTurns(
          in: id, owner: bench.user.id, until: .now, limit: 8, maximumBytes: maximumBytes)
      }
      let all = try await turns(1 << 20)
      #expect(all.map { $0.query.prefix(5) } == ["last", "Sum i", "first"])
      #expect(all.allSatisfy { $0.message?.text == $0.query && $0.result == "r" })
      let few = try await turns(64 << 10)
      #expect(few.map { $0.message != nil } == [true, false, true])
      #expect(few[1].query.count == EarlierTurn.maximumSaid && few[1].query.hasPrefix("Sum it."))
      // Of a small one that does not fit its size is told.
      #expect(try await turns(0).map(\.message).allSatisfy { $0 == nil })
      try await bench.close()
    }
  }
}
