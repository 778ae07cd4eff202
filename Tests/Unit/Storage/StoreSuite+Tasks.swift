import HermesContract
import Testing

extension StoreSuite {
  /// Tasks, one by one and in lists.
  @Suite struct Tasks {
    @Test("A task is read as it was journalled", arguments: StoreBackend.all)
    func task(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      var created = TaskRecord.sample(owner: bench.user.id)
      created.directAgent = "A"
      created.trace = "00-1-2-01"
      created.requiresApproval = true
      try await bench.write(
        JournalEntry(
          task: created.id, owner: created.owner, events: [EventDraft(.taskCreated)],
          changes: [.created(created, idempotency: nil)]))
      let intent = Intent(
        category: "c", entities: ["language": "python"], capabilities: ["write"], complexity: 0.25,
        confidence: 0.5, parser: "lexical")
      let plan = Plan(
        steps: [PlanStep(number: 1, agent: "A", skill: "s", task: "t", dependsOn: [])],
        planner: "cards", hash: "h")
      let at = Timestamp(milliseconds: 1_700_000_000_123)
      try await bench.change(
        created.id, .status(.running, startedAt: at), .intent(intent), .plan(plan), .worked(7))
      try await bench.change(created.id, .status(.inputRequired, startedAt: nil))
      let running = try #require(try await bench.task(created.id))
      #expect(running.status == .inputRequired && running.startedAt == at && running.lastSeq == 1)
      #expect(running.intent == intent && running.plan == plan && running.query == "Write a poem")
      #expect(running.message == created.message && running.worked == 7)
      #expect(running.directAgent == "A" && running.trace == "00-1-2-01")
      #expect(running.requiresApproval && running.conversation == created.conversation)
      #expect(running.createdAt == created.createdAt && running.finishedAt == nil)
      let error = HermesError(ofAgent: "some_code", "Say so.")
      try await bench.change(created.id, .ended(.failed, result: "r", error: error, at: at))
      let ended = try #require(try await bench.task(created.id))
      #expect(ended.status == .failed && ended.result == "r" && ended.finishedAt == at)
      #expect(ended.error == error)
      try await bench.close()
    }

    @Test("What is large is left out where it is not asked for", arguments: StoreBackend.all)
    func parts(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let query = "Sum it. " + String(repeating: "x", count: 1 << 20)
      let task = try await bench.create(query: query)
      let plan = Plan(steps: [], planner: "cards", hash: "h")
      try await bench.change(
        task.id, .plan(plan), .ended(.completed, result: "r", error: nil, at: .now))
      let (owner, store) = (bench.user.id, bench.store)
      #expect(try await bench.task(task.id)?.query == query)
      let outline = try #require(try await store.outline(of: task.id, owner: owner))
      #expect(outline.query == "" && outline.plan == nil && outline.result == nil)
      #expect(outline.status == .completed && outline.conversation == task.conversation)
      let planned = try #require(try await store.taskWithoutMessage(task.id, owner: owner))
      #expect(planned.query == "" && planned.plan == plan && planned.status == .completed)
      let listed = try await store.tasks(owner: owner, before: nil, limit: 9, maximumBytes: 1)
      #expect(listed.records.map(\.query) == [query])
      #expect(listed.records[0].result == nil && listed.records[0].plan == nil)
      let inTurn = try await store.tasks(
        in: task.conversation, owner: owner, after: nil, limit: 9, maximumBytes: 1)
      #expect(inTurn.records.map(\.query) == [query] && inTurn.records[0].result == "r")
      try await bench.close()
    }

    @Test("Texts are kept byte for byte, whatever they hold", arguments: StoreBackend.all)
    func texts(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let text = "a\u{0}b \u{7f}\u{2028} e\u{301} 👩‍🔬 \\ ' \" %_"
      let task = try await bench.create(query: text)
      let step = StepRecord(
        number: 1, agent: "A", skill: "s", task: text, status: .completed, attempt: 1)
      let question = InputRecord(
        .question, step: 1, attempt: 1, question: text, state: ["t": .string(text)],
        askedAt: .now, expiresAt: .now)
      let artifact = Artifact(id: text, name: text, parts: [Part(text: text)])
      try await bench.change(
        task.id, .step(step), .artifacts(step: 1, [artifact]), .inputAsked(question),
        .inputAnswered(question.id, .text(text), at: .now),
        .ended(.completed, result: text, error: nil, at: .now))
      let detail = try #require(try await bench.store.detail(of: task.id, owner: bench.user.id))
      func same(_ other: String?) -> Bool {
        other.map { $0.utf8.elementsEqual(text.utf8) } ?? false
      }
      #expect(same(detail.task.query) && same(detail.task.result))
      #expect(same(detail.steps[0].task) && same(detail.artifacts[0].name))
      #expect(same(detail.inputs[0].question) && same(detail.inputs[0].state["t"]?.string))
      #expect(detail.inputs[0].answer == .text(text))
      #expect(same(try await bench.store.artifacts(of: task.id)[0].artifact.parts[0].text))
      let conversation = try await bench.store.conversation(
        task.conversation, owner: bench.user.id)
      #expect(same(conversation?.title))
      try await bench.close()
    }

    @Test(
      "Somebody else's data is answered like data that does not exist, for every verb",
      arguments: StoreBackend.all)
    func ownership(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      let task = try await bench.create(
        key: IdempotencyRecord(key: "k", fingerprint: "f", task: TaskID("x")))
      try await bench.end(task)
      let store = bench.store
      #expect(try await store.task(task.id, owner: other.id) == nil)
      #expect(try await store.detail(of: task.id, owner: other.id) == nil)
      #expect(try await store.outline(of: task.id, owner: other.id) == nil)
      #expect(try await store.taskWithoutMessage(task.id, owner: other.id) == nil)
      #expect(try await bench.tasks(owner: other.id).isEmpty)
      let before = try await store.tasks(
        owner: other.id, before: task.id, limit: 9, maximumBytes: .max)
      #expect(before.records.isEmpty)
      #expect(try await bench.events(owner: other.id).isEmpty)
      #expect(try await !store.hasConversation(task.conversation, owner: other.id))
      #expect(try await store.conversation(task.conversation, owner: other.id) == nil)
      #expect(try await store.conversations(owner: other.id, before: nil, limit: 9).isEmpty)
      #expect(try await store.taskIDs(in: task.conversation, owner: other.id).isEmpty)
      let inTurn = try await store.tasks(
        in: task.conversation, owner: other.id, after: nil, limit: 9, maximumBytes: .max)
      #expect(inTurn.records.isEmpty)
      let turns = try await store.earlierTurns(
        in: task.conversation, owner: other.id, until: .now, limit: 9, maximumBytes: .max)
      #expect(turns.isEmpty)
      #expect(try await store.idempotency(owner: other.id, key: "k") == nil)
      #expect(try await store.unfinishedTasks(of: other.id).isEmpty)
      #expect(try await !store.delete(task: task.id, owner: other.id))
      #expect(try await !store.delete(conversation: task.conversation, owner: other.id))
      let code = await HermesError.code {
        try await bench.create(owner: other.id, conversation: task.conversation)
      }
      #expect(code == "conversation_not_found")
      #expect(try await bench.task(task.id) != nil)
      try await bench.close()
    }

    @Test("Tasks are listed newest first, in pages", arguments: StoreBackend.all)
    func paging(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      var ids: [TaskID] = []
      for _ in 0..<7 { ids.append(try await bench.create().id) }
      var pages: [[TaskID]] = []
      var last: TaskID?
      func page(before: TaskID?) async throws -> [TaskID] {
        try await bench.store.tasks(
          owner: bench.user.id, before: before, limit: 3, maximumBytes: .max
        ).records.map(\.id)
      }
      repeat {
        pages.append(try await page(before: last))
        last = pages.last?.last
      } while last != nil
      #expect(pages.map(\.count) == [3, 3, 1, 0])
      #expect(pages.flatMap { $0 } == ids.reversed())
      #expect(try await page(before: TaskID("none")).isEmpty)
      try await bench.close()
    }

    @Test("Pages are bounded in bytes too, and have one task at least", arguments: StoreBackend.all)
    func pageBytes(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let conversation = ConversationID.random()
      var ids: [TaskID] = []
      for _ in 0..<5 {
        let task = try await bench.create(
          conversation: conversation, query: String(repeating: "q", count: 1000))
        ids.append(task.id)
        try await bench.end(task, .failed, result: String(repeating: "r", count: 10_000))
      }
      func read(_ bytes: Int) async throws -> [[TaskID]] {
        var pages: [[TaskID]] = []
        while pages.count < 9 {
          let page = try await bench.store.tasks(
            in: conversation, owner: bench.user.id, after: pages.last?.last, limit: 4,
            maximumBytes: bytes)
          pages.append(page.records.map(\.id))
          guard page.isCut || page.records.count == 4 else { break }
        }
        #expect(pages.flatMap { $0 } == ids)
        return pages
      }
      #expect(try await read(1).map(\.count) == [1, 1, 1, 1, 1])
      #expect(try await read(30_000).map(\.count) == [2, 2, 1])
      #expect(try await read(.max).map(\.count) == [4, 1])
      for (bytes, count) in [(1, 1), (2500, 2), (.max, 4)] {
        let page = try await bench.store.tasks(
          owner: bench.user.id, before: nil, limit: 4, maximumBytes: bytes)
        #expect(page.records.map(\.id) == Array(ids.reversed().prefix(count)))
        #expect(page.isCut == (count < 4))
      }
      try await bench.close()
    }

    @Test(
      "What is not final is what a start has to take up again, oldest first",
      arguments: StoreBackend.all)
    func unfinished(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      var (open, ended): ([TaskID], [TaskID]) = ([], [])
      for status in TaskStatus.allCases.reversed() {
        let task = try await bench.create(query: String(repeating: "x", count: 4000))
        try await bench.change(task.id, .status(status, startedAt: nil))
        if status.isTerminal { ended.append(task.id) } else { open.append(task.id) }
      }
      let theirs = try await bench.create(owner: other.id)
      let all = try await bench.store.unfinishedTasks()
      #expect(all.map(\.task) == open + [theirs.id] && ended.count == 3)
      #expect(all.map(\.owner) == open.map { _ in bench.user.id } + [other.id])
      #expect(all.map { $0.bytes > 4000 } == open.map { _ in true } + [false])
      #expect(try await bench.store.unfinishedTasks(of: bench.user.id) == open)
      try await bench.close()
    }
  }
}
