import Testing

@testable import HermesThreads

struct TurnsTests {
  private func users(_ names: String...) -> [String] { names }

  @Test("Who joins late and had no turn comes before those who had")
  func newcomer() {
    var turns = Turns()
    for user in users("a", "b", "c") { turns.join(user) }
    for user in users("a", "b") {
      #expect(turns.takeFirst() == user)
      turns.join(user)
    }
    turns.join("new")
    var order: [String] = []
    while let user = turns.takeFirst() { order.append(user) }
    #expect(order == users("c", "new", "a", "b"))
  }

  @Test("Among those who had a turn, the one whose last is longest ago comes first")
  func longestAgo() {
    var turns = Turns()
    for user in users("a", "b", "c") { turns.join(user) }
    #expect(turns.takeFirst() == "a")
    for _ in 0..<6 {
      let user = turns.takeFirst()
      user.map { turns.join($0) }
    }
    turns.join("a")
    #expect(turns.takeFirst() == "a")
  }

  @Test("Who leaves has no turn; when nobody waits, turns are forgotten")
  func leaving() {
    var turns = Turns()
    for user in users("a", "b") { turns.join(user) }
    turns.leave("a")
    #expect(turns.takeFirst() == "b")
    #expect(turns.takeFirst() == nil)
  }
}
