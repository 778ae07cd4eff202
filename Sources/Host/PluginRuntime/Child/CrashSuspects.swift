import HermesContract

/// Tracks which users may be ending a child repeatedly, so that one user's requests do not keep the
/// agent from everyone else. Pure: it has no effects.
///
/// A user who had calls in the child at several ends within a minute becomes a *suspect*: a
/// suspect's calls run in the child alone, so that the next end has a single cause. A user whose
/// call ends it while alone stays a suspect for half an hour, and is kept out for a while that
/// grows with each repetition. Successful calls clear no one, because harmless calls are easily
/// sent next to those that crash. A user who has the child to themselves, such as an author trying
/// out an agent, is never suspected.
struct CrashSuspects: Sendable {
  typealias Instant = ContinuousClock.Instant

  private struct Entry {
    var ends: [Instant] = []
    var endsAlone: [Instant] = []
    var lastCall: Instant?
    var keptOutUntil: Instant?

    /// Whether the entry weighs less than another.
    func isForgotten(before other: Entry) -> Bool {
      (endsAlone.count, ends.count) < (other.endsAlone.count, other.ends.count)
    }
  }

  /// Ends within `window` before a user becomes a suspect; fewer may be chance.
  private static let tolerated = 2
  private static let window = Duration.seconds(60)
  /// Ends while alone, within `windowAlone`, before a user is kept out.
  private static let toleratedAlone = 2
  private static let windowAlone = Duration.seconds(1800)
  private static let shortestWait = Duration.seconds(30)
  private static let longestWait = Duration.seconds(600)
  /// Ends while alone that are remembered: the wait has reached its maximum by then.
  private static let maximumAlone = 8
  /// Users that are remembered. Beyond that, the half with the fewest ends is forgotten.
  private static let maximum = 1024

  private var entries: [UserID: Entry] = [:]
  private var lastEnd: Instant?

  /// The number of remembered users.
  var count: Int { entries.count }

  mutating func called(by user: UserID, at now: Instant) {
    entries[user, default: Entry()].lastCall = now
    forgetSome()
  }

  /// - Parameter users: those whose calls were in the child.
  mutating func ended(with users: Set<UserID>, at now: Instant) {
    lastEnd = now
    for user in users {
      // Suspects are alone because of the rule; other users may be alone by chance.
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

  /// Whether there may be any suspect. If not, there is no need to check who is in the child.
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

  /// Whether a user's call that ended with the child may be retried.
  func mayRepeat(_ user: UserID, at now: Instant) -> Bool {
    !hasEndedItAlone(user, at: now)
  }

  /// How long a user's calls are still kept out; nil if they are admitted.
  func waitingTime(of user: UserID, at now: Instant) -> Duration? {
    entries[user]?.keptOutUntil.flatMap { $0 > now ? $0 - now : nil }
  }

  /// Whether a user's call may run next to those of others.
  /// - Parameter inside: the users whose calls are in the child.
  func mayEnter(_ user: UserID, beside inside: Set<UserID>, at now: Instant) -> Bool {
    let others = inside.subtracting([user])
    return isSuspect(user, at: now)
      ? others.isEmpty : !others.contains { isSuspect($0, at: now) }
  }

  private func hasEndedItAlone(_ user: UserID, at now: Instant) -> Bool {
    entries[user]?.endsAlone.last.map { now - $0 < Self.windowAlone } ?? false
  }

  /// Whether other users use the child too.
  private func hasOthers(than user: UserID, at now: Instant) -> Bool {
    entries.contains { $0.key != user && $0.value.lastCall.map { now - $0 < Self.window } ?? false }
  }

  private mutating func forgetSome() {
    guard entries.count > Self.maximum else { return }
    let kept = entries.sorted { $0.value.isForgotten(before: $1.value) }.suffix(Self.maximum / 2)
    entries = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
  }
}
