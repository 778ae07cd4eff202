/// A line of users or addresses. Those that have had no turn come first, then the one whose last
/// turn is longest ago. When the line is empty, earlier turns are forgotten.
struct Turns: Sendable {
  /// How many users' turns are remembered; beyond that, all are forgotten.
  private static let maximumRemembered = 4096
  /// By their last turns; users without one in order of arrival.
  private var line: [String] = []
  private var lastTurns: [String: Int] = [:]
  private var turn = 0

  /// - Precondition: `user` is not in the line.
  mutating func join(_ user: String) {
    let last = lastTurns[user, default: 0]
    let place = line.lastIndex { lastTurns[$0, default: 0] <= last }
    line.insert(user, at: place.map { $0 + 1 } ?? 0)
  }

  /// The user has had a turn before, according to a caller that counts turns elsewhere.
  /// - Parameter lastTurn: a larger number is more recent.
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

  /// The last user in the line, unless a newcomer's turn is more recent.
  func lastTurn(after newcomer: String) -> String? {
    line.last.flatMap {
      lastTurns[$0, default: 0] > lastTurns[newcomer, default: 0] ? $0 : nil
    }
  }

  mutating func leave(_ user: String) { line.removeAll { $0 == user } }
}
