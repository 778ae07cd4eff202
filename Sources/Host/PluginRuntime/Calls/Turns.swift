import HermesContract

/// A line of users, of which the one whose last turn is longest ago comes first, and before all whoever had none.
/// When nobody waits any more, it is forgotten who had a turn.
struct Turns: Sendable {
  /// So many users' turns are remembered; beyond, all are forgotten.
  private static let maximumRemembered = 4096
  /// By their last turns; those who had none as they came.
  private var line: [UserID] = []
  private var lastTurns: [UserID: Int] = [:]
  private var turn = 0

  /// - Precondition: `user` is not in the line.
  mutating func join(_ user: UserID) {
    let last = lastTurns[user, default: 0]
    let place = line.lastIndex { lastTurns[$0, default: 0] <= last }
    line.insert(user, at: place.map { $0 + 1 } ?? 0)
  }

  mutating func takeFirst() -> UserID? {
    guard !line.isEmpty else { return nil }
    let user = line.removeFirst()
    turn += 1
    if line.isEmpty || lastTurns.count >= Self.maximumRemembered { lastTurns = [:] }
    lastTurns[user] = turn
    return user
  }

  mutating func leave(_ user: UserID) { line.removeAll { $0 == user } }
}
