import HermesContract

/// Who may be ending a child again and again, without effects: what one user sends must not keep it from all others.
///
/// A user who had calls in it at several ends in a row, none of which was answered in between, is a *suspect*: calls of
/// suspects are in the child alone, so the next end has one cause. Who ends it alone is kept out of it for a while, the
/// longer the more often. A call that is answered clears its user.
struct CrashSuspects: Sendable {
  private struct Entry {
    var ends = 0
    var endsAlone = 0
    var keptOutUntil: ContinuousClock.Instant?
  }

  /// Ends in a row that make a suspect: fewer may be chance.
  private static let tolerated = 3
  private static let toleratedAlone = 2
  private static let shortest = Duration.seconds(30)
  private static let longest = Duration.seconds(600)
  /// Users that are remembered; past it all begin anew.
  private static let maximum = 1024

  private var entries: [UserID: Entry] = [:]

  /// - Parameter users: those whose calls were in the child.
  mutating func ended(with users: Set<UserID>, at now: ContinuousClock.Instant) {
    if entries.count > Self.maximum { entries = [:] }
    for user in users {
      var entry = entries[user, default: Entry()]
      entry.ends += 1
      if users.count == 1, entry.ends > Self.tolerated {
        entry.endsAlone += 1
        let times = entry.endsAlone - Self.toleratedAlone
        if times >= 0 {
          entry.keptOutUntil = now + min(Self.shortest * (1 << min(times, 10)), Self.longest)
        }
      }
      entries[user] = entry
    }
  }

  mutating func answered(_ user: UserID) { entries[user] = nil }

  /// Whether nobody is remembered.
  var isEmpty: Bool { entries.isEmpty }

  func isSuspect(_ user: UserID) -> Bool {
    entries[user].map { $0.ends >= Self.tolerated } ?? false
  }

  /// How long a user's calls are not let in yet; nil: they are.
  func wait(of user: UserID, at now: ContinuousClock.Instant) -> Duration? {
    entries[user]?.keptOutUntil.flatMap { $0 > now ? $0 - now : nil }
  }

  /// Whether a user's call may go in beside those of others.
  /// - Parameter inside: the users whose calls are in the child.
  func mayEnter(_ user: UserID, beside inside: Set<UserID>) -> Bool {
    let others = inside.subtracting([user])
    return isSuspect(user) ? others.isEmpty : !others.contains(where: isSuspect)
  }
}
