import DequeModule
import HermesContract
import Synchronization

/// Limits how many things each user does concurrently. Further ones wait for that user's earlier
/// ones, and delay no one else.
///
/// A user's line is bounded by the number of the user's connections: each waits for one thing at a
/// time.
package final class UserTurns: Sendable {
  private struct Line {
    var running = 0
    var waiting = Deque<CheckedContinuation<Void, Never>>()
  }

  private let atOnce: Int
  private let lines = Mutex<[UserID: Line]>([:])

  /// - Parameter atOnce: the limit for each user, at least 1.
  package init(atOnce: Int = 2) { self.atOnce = max(1, atOnce) }

  /// Runs `body` when it is the user's turn.
  package func taken<Value>(
    by user: UserID, _ body: () async throws -> Value
  ) async rethrows -> Value {
    await enter(user)
    defer { leave(user) }
    return try await body()
  }

  private func enter(_ user: UserID) async {
    await withCheckedContinuation { waiter in
      let isTurn = lines.withLock { lines in
        guard lines[user, default: Line()].running >= atOnce else {
          lines[user, default: Line()].running += 1
          return true
        }
        lines[user]?.waiting.append(waiter)
        return false
      }
      if isTurn { waiter.resume() }
    }
  }

  private func leave(_ user: UserID) {
    let next = lines.withLock { lines -> CheckedContinuation<Void, Never>? in
      // The turn is passed on, so `running` does not change.
      if let next = lines[user]?.waiting.popFirst() { return next }
      lines[user]?.running -= 1
      if lines[user]?.running == 0 { lines[user] = nil }
      return nil
    }
    next?.resume()
  }
}
