/// A line of users or addresses, of which the one whose last turn is longest ago comes first, and before all whoever had none.
/// When nobody waits any more, it is forgotten who had a turn.
struct Turns: Sendable {
  /// So many users' turns are remembered; beyond, all are forgotten.
  private static let maximumRemembered = 4096
  /// By their last turns; those who had none as they came.
  private var line: [String] = []
  private var lastTurns: [String: Int] = [:]
  private var turn = 0

  /// - Precondition: `user` is not in the line.
  mutating func join(_ user: String) {
    let last = lastTurns[user, default: 0]
    let place = line.lastIndex { lastTurns[$0, default: 0] <= last }
    line.insert(user, at: place.map { $0 + 1 } ?? 0)
  }

  /// The user had a turn before, as whoever counts turns elsewhere knows.
  /// - Parameter lastTurn: larger the later it was.
  mutating func remember(_ user: String, lastTurn: Int) {
    lastTurns[user] = max(lastTurns[user, default: 0], lastTurn)
    turn = max(turn, lastTurn)
  }

  mutating func takeFirst() -> String? {
    guard !line.isEmpty else { return nil }
    let user = line.removeFirst()
    turn += 1
    if line.isEmpty || lastTurns.count >= Self.maximumRemembered { lastTurns = [:] }
    lastTurns[user] = turn
    return user
  }

  /// The last of the line, if its turn is not as long ago as that of a newcomer.
  func lastTurn(after newcomer: String) -> String? {
    line.last.flatMap {
      lastTurns[$0, default: 0] > lastTurns[newcomer, default: 0] ? $0 : nil
    }
  }

  mutating func leave(_ user: String) { line.removeAll { $0 == user } }
}
