import HermesContract
import Testing

@testable import HermesOrchestration

struct AnswerInboxTests {
  private func input(_ id: String) -> InputRecord {
    InputRecord(
      .question, step: 1, attempt: 1, question: "?", id: InputID(id), askedAt: .now,
      expiresAt: .now)
  }

  @Test("Answers come in order, before and after somebody waits for them")
  func order() async {
    let inbox = AnswerInbox()
    inbox.deposit(input("a"))
    inbox.deposit(input("b"))
    #expect(await inbox.nextAnswer()?.id.text == "a")
    #expect(await inbox.nextAnswer()?.id.text == "b")
    #expect(inbox.isEmpty)
    async let next = inbox.nextAnswer()
    inbox.deposit(input("c"))
    #expect(await next?.id.text == "c")
  }

  @Test("Who is cancelled gets nothing, and what comes later is kept")
  func cancelled() async {
    let inbox = AnswerInbox()
    let reader = Task { await inbox.nextAnswer() }
    reader.cancel()
    #expect(await reader.value == nil)
    inbox.deposit(input("a"))
    #expect(!inbox.isEmpty)
    #expect(await inbox.nextAnswer()?.id.text == "a")
  }
}
