import HermesContract
import Synchronization

/// Counts the requests that wait for their tasks, so that one user can't hold all connections.
final class WaitingRequests: Sendable {
  private let perUser: Int
  private let counts = Mutex<[UserID: Int]>([:])

  init(perUser: Int) { self.perUser = perUser }

  /// Runs `body` as one of the user's waiting requests.
  /// - Throws: `too_many_connections`, or what `body` throws.
  func counted<Value>(of user: UserID, _ body: () async throws -> Value) async throws -> Value {
    try enter(user)
    defer { leave(user) }
    return try await body()
  }

  private func enter(_ user: UserID) throws(HermesError) {
    let isAdmitted = counts.withLock { counts in
      guard counts[user, default: 0] < perUser else { return false }
      counts[user, default: 0] += 1
      return true
    }
    guard isAdmitted else {
      throw HermesError(
        .tooManyConnections,
        "\(perUser) of your requests wait for tasks already. Send this one without wait, and follow links.stream.",
        isRetryable: true)
    }
  }

  private func leave(_ user: UserID) {
    counts.withLock { counts in
      let count = (counts[user] ?? 1) - 1
      counts[user] = count > 0 ? count : nil
    }
  }
}
