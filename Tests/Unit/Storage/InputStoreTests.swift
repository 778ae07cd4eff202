import HermesContract
import HermesStorage
import Testing

struct InputStoreTests {
  private func input(
    _ kind: InputRecord.Kind, expiresAt: Timestamp = Timestamp(milliseconds: 9)
  ) -> InputRecord {
    InputRecord(
      kind, step: 2, attempt: 3, question: "Which?", state: ["n": 1],
      askedAt: Timestamp(milliseconds: 5), expiresAt: expiresAt)
  }

  @Test("A question is closed once; a second answer is refused with all that comes with it")
  func once() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    let asked = input(.question)
    try await bench.change(task, .inputAsked(asked))
    #expect(try await bench.store.inputs(of: task) == [asked])
    try await bench.change(task, .inputAnswered(asked.id, .text("x"), at: .now))
    await #expect(throws: HermesError.inputClosed) {
      try await bench.change(
        task, .worked(7), .inputAnswered(asked.id, .text("y"), at: .now))
    }
    let stored = try await bench.store.inputs(of: task)
    #expect(stored.map(\.answer) == [.text("x")])
    #expect(try await bench.store.task(task, owner: bench.user.id)?.worked == 0)
    try await bench.stop()
  }

  @Test("The status of a task follows its open questions")
  func status() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    func status() async throws -> TaskStatus? {
      try await bench.store.task(task, owner: bench.user.id)?.status
    }
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
    try await bench.stop()
  }

  @Test("Questions expire until they are closed, and the end of their task closes them")
  func expiry() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    let (first, second) = (input(.question), input(.question, expiresAt: .init(milliseconds: 20)))
    try await bench.change(task, .inputAsked(first), .inputAsked(second))
    #expect(try await bench.store.nextInputExpiry() == first.expiresAt)
    let due = try await bench.store.expiredInputs(at: Timestamp(milliseconds: 10))
    #expect(due.map(\.input.id) == [first.id] && due.map(\.task) == [task])
    try await bench.change(task, .inputAnswered(first.id, .expired, at: .now))
    #expect(try await bench.store.nextInputExpiry() == second.expiresAt)
    try await bench.change(task, .ended(.cancelled, result: nil, error: .cancelled, at: .now))
    #expect(try await bench.store.nextInputExpiry() == nil)
    #expect(try await bench.store.inputs(of: task).last?.answer == .taskEnded)
    #expect(try await bench.store.task(task, owner: bench.user.id)?.status == .cancelled)
    try await bench.stop()
  }
}
