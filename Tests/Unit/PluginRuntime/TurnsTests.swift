import HermesContract
import Testing

@testable import HermesPluginRuntime

struct TurnsTests {
  private func users(_ names: String...) -> [UserID] { names.map { UserID($0) } }

  @Test("Who joins late and had no turn comes before those who had")
  func newcomer() {
    var turns = Turns()
    for user in users("a", "b", "c") { turns.join(user) }
    for user in users("a", "b") {
      #expect(turns.takeFirst() == user)
      turns.join(user)
    }
    turns.join(UserID("new"))
    var order: [UserID] = []
    while let user = turns.takeFirst() { order.append(user) }
    #expect(order == users("c", "new", "a", "b"))
  }

  @Test("Among those who had a turn, the one whose last is longest ago comes first")
  func longestAgo() {
    var turns = Turns()
    for user in users("a", "b", "c") { turns.join(user) }
    #expect(turns.takeFirst() == UserID("a"))
    for _ in 0..<6 {
      let user = turns.takeFirst()
      user.map { turns.join($0) }
    }
    turns.join(UserID("a"))
    #expect(turns.takeFirst() == UserID("a"))
  }

  @Test("Who leaves has no turn; when nobody waits, turns are forgotten")
  func leaving() {
    var turns = Turns()
    for user in users("a", "b") { turns.join(user) }
    turns.leave(UserID("a"))
    #expect(turns.takeFirst() == UserID("b"))
    #expect(turns.takeFirst() == nil)
  }
}
