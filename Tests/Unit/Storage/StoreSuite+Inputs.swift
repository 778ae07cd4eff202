import HermesContract
import Testing

extension StoreSuite {
  /// Questions, and where a task stands while they are open.
  @Suite struct Inputs {
    private func input(
      _ kind: InputRecord.Kind, expiresAt: Timestamp = Timestamp(milliseconds: 9)
    ) -> InputRecord {
      InputRecord(
        kind, step: kind == .approval ? nil : 2, attempt: 3, question: "Which?", state: ["n": 1],
        askedAt: Timestamp(milliseconds: 5), expiresAt: expiresAt)
    }

    @Test(
      "A question is closed once; a second answer is refused with all that comes with it",
      arguments: StoreBackend.all)
    func once(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      let asked = input(.question)
      try await bench.change(task, .inputAsked(asked))
      #expect(try await bench.store.inputs(of: task) == [asked])
      try await bench.change(task, .inputAnswered(asked.id, .text("x"), at: .now))
      await #expect(throws: HermesError.inputClosed) {
        try await bench.change(
          task, .worked(7), .inputAnswered(asked.id, .text("y"), at: .now))
      }
      await #expect(throws: HermesError.inputClosed) {
        try await bench.change(task, .inputAnswered(.random(), .text("y"), at: .now))
      }
      let stored = try await bench.store.inputs(of: task)
      #expect(stored.map(\.answer) == [.text("x")])
      #expect(try await bench.task(task)?.worked == 0)
      try await bench.close()
    }

    @Test("Of answers that come at once one is stored", arguments: StoreBackend.all)
    func atOnce(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      let asked = input(.question)
      try await bench.change(task, .inputAsked(asked))
      let stored = await withTaskGroup(of: Int?.self, returning: [Int].self) { group in
        for number in 0..<8 {
          group.addTask {
            let answer = InputAnswer.text("\(number)")
            let change = TaskChange.inputAnswered(asked.id, answer, at: .now)
            return (try? await bench.change(task, change)).map { number }
          }
        }
        return await group.reduce(into: []) { if let number = $1 { $0.append(number) } }
      }
      #expect(stored.count == 1)
      let answers = try await bench.store.inputs(of: task).map(\.answer)
      #expect(answers == stored.map { .text("\($0)") })
      try await bench.close()
    }

    @Test("The status of a task follows its open questions", arguments: StoreBackend.all)
    func status(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      func status() async throws -> TaskStatus? { try await bench.task(task)?.status }
      let (question, doubt) = (input(.question), input(.inDoubt))
      try await bench.change(task, .status(.running, startedAt: nil), .inputAsked(question))
      #expect(try await status() == .inputRequired)
      try await bench.change(task, .inputAsked(doubt))
      #expect(try await status() == .inDoubt)
      try await bench.change(task, .inputAnswered(doubt.id, .resolved(.done), at: .now))
      #expect(try await status() == .inputRequired)
      // As at the start of a run: one question is still open.
      try await bench.change(task, .status(.running, startedAt: nil))
      #expect(try await status() == .inputRequired)
      try await bench.change(task, .inputAnswered(question.id, .text("x"), at: .now))
      #expect(try await status() == .running)
      try await bench.close()
    }

    @Test(
      "Questions expire until they are closed, and the end of their task closes them",
      arguments: StoreBackend.all)
    func expiry(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      let later = input(.approval, expiresAt: Timestamp(milliseconds: 20))
      let (first, second) = (input(.question), input(.question))
      try await bench.change(task, .inputAsked(later), .inputAsked(first))
      #expect(try await bench.store.nextInputExpiry() == first.expiresAt)
      let due = try await bench.store.expiredInputs(at: Timestamp(milliseconds: 10))
      #expect(due.map(\.input) == [first] && due.map(\.task) == [task])
      #expect(due.map(\.owner) == [bench.user.id])
      let all = try await bench.store.expiredInputs(at: Timestamp(milliseconds: 20))
      #expect(all.map(\.input.id) == [first.id, later.id])
      try await bench.change(task, .inputAnswered(first.id, .expired, at: .now))
      #expect(try await bench.store.nextInputExpiry() == later.expiresAt)
      try await bench.change(task, .inputAsked(second))
      try await bench.change(task, .ended(.cancelled, result: nil, error: .cancelled, at: .now))
      #expect(try await bench.store.nextInputExpiry() == nil)
      let inputs = try await bench.store.inputs(of: task)
      #expect(inputs.map(\.id) == [later.id, first.id, second.id])
      #expect(inputs.map(\.answer) == [.taskEnded, .expired, .taskEnded])
      #expect(try await bench.task(task)?.status == .cancelled)
      try await bench.close()
    }

    @Test(
      "Every kind of question and of answer is read as it was written", arguments: StoreBackend.all)
    func kinds(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      let answers: [InputAnswer] = [
        .text(""), .approved(plan: "h"), .rejected, .resolved(.retry), .expired, .taskEnded,
      ]
      let kinds: [InputRecord.Kind] = [.question, .approval, .inDoubt]
      let asked = answers.indices.map { input(kinds[$0 % 3]) }
      for (question, answer) in zip(asked, answers) {
        try await bench.change(
          task, .inputAsked(question), .inputAnswered(question.id, answer, at: .now))
      }
      let stored = try await bench.store.inputs(of: task)
      #expect(stored.map(\.answer) == answers)
      #expect(stored.map(\.kind) == asked.map(\.kind) && stored.map(\.step) == asked.map(\.step))
      #expect(try await bench.store.detail(of: task, owner: bench.user.id)?.inputs == stored)
      try await bench.close()
    }
  }
}
