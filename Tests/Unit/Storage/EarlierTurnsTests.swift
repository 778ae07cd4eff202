import HermesContract
import HermesStorage
import Testing

struct EarlierTurnsTests {
  @Test("Of earlier turns with large messages only the first words are read")
  func earlierTurns() async throws {
    let bench = try await JournalBench()
    let conversation = ConversationID.random()
    let large = String(repeating: "\u{1}", count: 40 << 10)
    for (number, query) in ["first", "Sum it. " + large, "last"].enumerated() {
      let task = try await bench.create(conversation: conversation, query: query)
      let at = Timestamp(milliseconds: Int64(number))
      try await bench.change(task.id, .ended(.completed, result: "r", error: nil, at: at))
    }
    func turns(_ maximumBytes: Int) async throws -> [EarlierTurn] {
      try await bench.store.earlierTurns(
        in: conversation, owner: bench.user.id, until: .now, limit: 8, maximumBytes: maximumBytes)
    }
    let all = try await turns(1 << 20)
    #expect(all.map { $0.query.prefix(5) } == ["last", "Sum i", "first"])
    #expect(all.allSatisfy { $0.message?.text == $0.query && $0.result == "r" })
    let few = try await turns(64 << 10)
    #expect(few.map { $0.message != nil } == [true, false, true])
    #expect(few[1].query.count == EarlierTurn.maximumSaid && few[1].query.hasPrefix("Sum it."))
    try await bench.stop()
  }
}
