import HermesContract

/// Who may be ending a child again and again, without effects: what one user sends must not keep it from all others.
///
/// A user who had calls in it at several ends within a minute is a *suspect*: calls of suspects are in the child alone,
/// so the next end has one cause. Who ends it alone stays a suspect for half an hour, and is kept out of it for a while,
/// the longer the more often. No answer clears anybody: harmless calls are easily sent beside those that crash. Nobody
/// is suspected who has the child to themselves, such as an author who tries an agent.
struct CrashSuspects: Sendable {
  typealias Instant = ContinuousClock.Instant

  private struct Entry {
    var ends: [Instant] = []
    var endsAlone: [Instant] = []
    var lastCall: Instant?
    var keptOutUntil: Instant?

    /// Whether less is held against it.
    func isForgotten(before other: Entry) -> Bool {
      (endsAlone.count, ends.count) < (other.endsAlone.count, other.ends.count)
    }
  }

  /// Ends within `window` that make a suspect: fewer may be chance.
  private static let tolerated = 2
  private static let window = Duration.seconds(60)
  /// Ends alone, within `windowAlone`, from which on a user is kept out.
  private static let toleratedAlone = 2
  private static let windowAlone = Duration.seconds(1800)
  private static let shortestWait = Duration.seconds(30)
  private static let longestWait = Duration.seconds(600)
  /// Ends alone that are remembered: more change nothing, for the wait is the longest by then.
  private static let maximumAlone = 8
  /// Users that are remembered; past that the half is forgotten that has ended it least.
  private static let maximum = 1024

  private var entries: [UserID: Entry] = [:]
  private var lastEnd: Instant?

  /// Of remembered users.
  var count: Int { entries.count }

  mutating func called(by user: UserID, at now: Instant) {
    entries[user, default: Entry()].lastCall = now
    forgetSome()
  }

  /// - Parameter users: those whose calls were in the child.
  mutating func ended(with users: Set<UserID>, at now: Instant) {
    lastEnd = now
    for user in users {
      // Suspects are alone because of the rule; anybody else may have been alone by chance.
      let isCaught = users.count == 1 && isSuspect(user, at: now)
      var entry = entries[user, default: Entry()]
      entry.ends = entry.ends.filter { now - $0 < Self.window }.suffix(Self.tolerated) + [now]
      if isCaught {
        entry.endsAlone =
          entry.endsAlone.filter { now - $0 < Self.windowAlone }.suffix(Self.maximumAlone) + [now]
        let times = entry.endsAlone.count - Self.toleratedAlone
        if times >= 0 {
          entry.keptOutUntil = now + min(Self.shortestWait * (1 << times), Self.longestWait)
        }
      }
      entries[user] = entry
    }
    forgetSome()
  }

  /// Whether anybody may be a suspect. If not, there is no need to look at who is in the child.
  func mayHaveSuspects(at now: Instant) -> Bool {
    lastEnd.map { now - $0 < Self.windowAlone } ?? false
  }

  func isSuspect(_ user: UserID, at now: Instant) -> Bool {
    guard mayHaveSuspects(at: now), let entry = entries[user], hasOthers(than: user, at: now) else {
      return false
    }
    return hasEndedItAlone(user, at: now)
      || entry.ends.count { now - $0 < Self.window } >= Self.tolerated
  }

  /// Whether a call of the user that ended with the child may be tried again.
  func mayRepeat(_ user: UserID, at now: Instant) -> Bool {
    !hasEndedItAlone(user, at: now)
  }

  /// How long a user's calls are not let in yet; nil: they are.
  func waitingTime(of user: UserID, at now: Instant) -> Duration? {
    entries[user]?.keptOutUntil.flatMap { $0 > now ? $0 - now : nil }
  }

  /// Whether a user's call may go in beside those of others.
  /// - Parameter inside: the users whose calls are in the child.
  func mayEnter(_ user: UserID, beside inside: Set<UserID>, at now: Instant) -> Bool {
    let others = inside.subtracting([user])
    return isSuspect(user, at: now)
      ? others.isEmpty : !others.contains { isSuspect($0, at: now) }
  }

  private func hasEndedItAlone(_ user: UserID, at now: Instant) -> Bool {
    entries[user]?.endsAlone.last.map { now - $0 < Self.windowAlone } ?? false
  }

  /// Whether somebody else uses the child too.
  private func hasOthers(than user: UserID, at now: Instant) -> Bool {
    entries.contains { $0.key != user && $0.value.lastCall.map { now - $0 < Self.window } ?? false }
  }

  private mutating func forgetSome() {
    guard entries.count > Self.maximum else { return }
    let kept = entries.sorted { $0.value.isForgotten(before: $1.value) }.suffix(Self.maximum / 2)
    entries = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
  }
}
