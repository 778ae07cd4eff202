import Glibc
import HermesContract
import HermesThreads

/// Reads what requests say and bring along on threads of its own: that takes as much processor time as somebody has
/// written for it, and the common pool is everybody's. Of each user one at a time is read.
package final class RequestReading: Sendable {
  /// What takes less time than the way to another thread is worth, and is read where it is asked for.
  package static let smallBytes = 1 << 10

  private let turns = UserTurns(atOnce: 1)
  private let threads: WorkerThreads

  /// - Parameter limit: of the threads. Half of the processors: the other half answers.
  package init(limit: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)) {
    threads = WorkerThreads("reading", limit: limit)
  }

  /// - Parameter bytes: how much there is to read.
  /// - Throws: what `body` throws; `CancellationError` after `stop`.
  package func run<Value: Sendable>(
    of user: UserID, bytes: Int, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard bytes > Self.smallBytes else { return try body() }
    return try await turns.taken(by: user) { try await threads.run(body) }
  }

  /// What has begun ends.
  package func stop() { threads.stop() }
}
