import HermesContract
import Testing

@testable import HermesOrchestration

struct HeldRequestsTests {
  private func task(_ owner: String, bytes: Int) -> TaskRecord {
    TaskRecord(
      id: .random(), owner: UserID(owner), conversation: .random(),
      message: Message(parts: [Part(text: String(repeating: "x", count: bytes))]),
      directAgent: nil, createdAt: .now)
  }

  @Test("One user's requests are bounded in bytes, and everybody's; each has one in any case")
  func bounds() throws {
    var held = HeldRequests(perUser: 10_000, total: 15_000, share: 0)
    let first = task("a", bytes: 8000)
    try held.admit(first)
    #expect(throws: HermesError.self) { try held.admit(task("a", bytes: 8000)) }
    try held.admit(task("b", bytes: 4000))
    #expect(throws: HermesError.self) { try held.admit(task("b", bytes: 4000)) }
    try held.admit(task("c", bytes: 50_000))
    held.remove(first.id)
    held.remove(first.id)
    try held.admit(task("a", bytes: 9000))
  }

  @Test("Each user has a share where everybody's are too many")
  func share() throws {
    var held = HeldRequests(perUser: 10_000, total: 8_000, share: 4_000)
    try held.admit(task("a", bytes: 9000))
    for _ in 0..<2 { try held.admit(task("b", bytes: 1000)) }
    #expect(throws: HermesError.self) { try held.admit(task("b", bytes: 3000)) }
  }

  @Test("Everything that a message holds counts")
  func names() throws {
    let long = String(repeating: "x", count: 5000)
    for message in [
      Message(id: long, parts: [Part(text: "x")]),
      Message(parts: [Part(text: "x", mediaType: long)]),
      Message(parts: [Part(text: "x", filename: long)]),
    ] {
      var held = HeldRequests(perUser: 6000, total: 6000)
      try held.admit(
        TaskRecord(
          id: .random(), owner: UserID("a"), conversation: .random(), message: message,
          directAgent: nil, createdAt: .now))
      #expect(throws: HermesError.self) { try held.admit(task("a", bytes: 1000)) }
    }
  }

  @Test("What is read again takes room as what has come does")
  func readAgain() throws {
    var held = HeldRequests(perUser: 10_000, total: 12_000, share: 100)
    let (first, second) = (QueuedTask(task("a", bytes: 6000)), QueuedTask(task("a", bytes: 6000)))
    let taken = [held.admit(first.withoutRecord), held.admit(second.withoutRecord)]
    #expect(taken == [true, false])
    #expect(throws: HermesError.self) { try held.admit(task("a", bytes: 6000)) }
    held.remove(first.id)
    let again = held.admit(second.withoutRecord)
    #expect(again)
  }
}
