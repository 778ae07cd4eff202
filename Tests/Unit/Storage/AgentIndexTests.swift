import HermesContract
import HermesStorage
import Testing

struct AgentIndexTests {
  @Test("The best match comes first, and words that nobody has find nothing")
  func ranking() async throws {
    let index = try AgentIndex()
    let cards = try [AgentCard.writer(), .reviewer(), .translator()]
    #expect(try await index.rank("translate this text", among: cards).first?.name == "Translator")
    #expect(try await index.rank("reviewing python", among: cards).first?.name == "Reviewer")
    #expect(try await index.rank("zebra", among: cards).isEmpty)
    #expect(try await index.rank("", among: cards).isEmpty)
  }

  @Test(
    "Operators of the full-text language are only words",
    arguments: [
      "\"", "a\" OR \"b", "NEAR(python)", "name:python*", "AND OR NOT", "(python", "-- ;", "\0",
      "🙂",
    ])
  func operators(query: String) async throws {
    let index = try AgentIndex()
    _ = try await index.rank(query, among: [.writer()])
  }

  @Test("Another set of cards is indexed anew, also when two sets are asked about at once")
  func changingCards() async throws {
    let index = try AgentIndex()
    let sets = try [[AgentCard.writer()], [.translator()], [.writer(), .translator()], []]
    try await withThrowingTaskGroup { group in
      for turn in 0..<200 {
        let cards = sets[turn % sets.count]
        group.addTask {
          let names = try await index.rank("python translate", among: cards).map(\.name)
          if Set(names) != Set(cards.map(\.name)) {
            Issue.record("\(names) of \(cards.map(\.name))")
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
