import HermesEvents
import Testing

struct ReadingTurnTests {
  /// The turn with what each step answered: an id claimed gives 1 or 0, `next` the id or -1.
  private struct Log {
    var turn = ReadingTurn<Int>()
    var answers: [Int] = []
    mutating func claim(_ id: Int) { answers.append(turn.claim(id) ? 1 : 0) }
    mutating func next() { answers.append(turn.next() ?? -1) }
  }

  @Test("Whoever asks alone keeps the turn")
  func alone() {
    var log = Log()
    log.claim(1)
    log.claim(1)
    #expect(!log.turn.isWaitedFor)
    log.turn.leave(1)
    log.next()
    log.claim(2)
    #expect(log.answers == [1, 1, -1, 1])
  }

  @Test("Those who wait take turns in the order in which they asked")
  func rotation() {
    var log = Log()
    for id in [1, 2, 3, 2] { log.claim(id) }
    #expect(log.answers == [1, 0, 0, 0])
    var order: [Int] = []
    var holder = 1
    for _ in 0..<6 {
      log.answers = []
      log.claim(holder)
      #expect(log.turn.isWaitedFor)
      log.next()
      log.next()
      holder = log.answers[1]
      log.claim(holder)
      #expect(log.answers == [0, holder, -1, 1])
      order.append(holder)
    }
    #expect(order == [2, 3, 1, 2, 3, 1])
  }

  @Test("Whoever is gone no longer waits, and a free turn is not taken past those who wait")
  func leaving() {
    var log = Log()
    for id in [1, 2, 3] { log.claim(id) }
    log.turn.leave(2)
    log.turn.leave(1)
    log.claim(4)
    log.next()
    log.turn.leave(3)
    log.next()
    #expect(log.answers == [1, 0, 0, 0, 3, 4])
  }
}
