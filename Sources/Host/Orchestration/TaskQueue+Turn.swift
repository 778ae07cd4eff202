import HermesContract

extension TaskQueue {
  /// Whose turn it is, and with which of their tasks.
  struct Turn {
    struct Next {
      let user: UserID
      /// In the queue.
      let place: Int
      /// Whether nothing of the user runs.
      let isFirst: Bool
    }

    private let waiting: [QueuedTask]
    /// The places of each user's tasks that have not started, in order of arrival.
    private var lines: [UserID: [Int]] = [:]
    private var counts: [UserID: Int] = [:]
    private var busy: Set<ConversationID>
    /// The task of each user that may start; a user with none, or with as many as may run, has no entry.
    private var candidates: [UserID: Int] = [:]

    init(_ waiting: [QueuedTask], running: [TaskID: QueuedTask]) {
      self.waiting = waiting
      busy = Set(running.values.map(\.conversation))
      for task in running.values { counts[task.owner, default: 0] += 1 }
      for (place, task) in waiting.enumerated() { lines[task.owner, default: []].append(place) }
      for user in lines.keys { findCandidate(of: user) }
    }

    /// The task of whoever has fewest that run; of those, the one that has waited longest.
    /// - Parameter limit: of the tasks that run of a user.
    mutating func next(upTo limit: Int) -> Next? {
      var best: (count: Int, place: Int, user: UserID)?
      for (user, place) in candidates {
        let count = counts[user, default: 0]
        guard count < limit else {
          candidates[user] = nil
          continue
        }
        if let best, (best.count, best.place) < (count, place) { continue }
        best = (count, place, user)
      }
      return best.map { Next(user: $0.user, place: $0.place, isFirst: $0.count == 0) }
    }

    /// The task can't start now, and none of its conversation; others of its user may, and may be what it waits for.
    mutating func pass(_ next: Next) {
      busy.insert(waiting[next.place].conversation)
      lines[next.user]?.removeAll { $0 == next.place }
      findCandidate(of: next.user)
    }

    mutating func took(_ next: Next) {
      busy.insert(waiting[next.place].conversation)
      counts[next.user, default: 0] += 1
      lines[next.user]?.removeAll { $0 == next.place }
      findCandidate(of: next.user)
    }

    /// Later tasks of a conversation do not overtake: the first one that does not run makes it busy when it starts.
    private mutating func findCandidate(of user: UserID) {
      candidates[user] = lines[user]?.first { !busy.contains(waiting[$0].conversation) }
    }
  }
}
