import Glibc
import HermesContract
import HermesThreads

/// Reads what requests say and bring along on threads of its own: that takes as much processor time as somebody has
/// written for it, and the common pool is everybody's. Of each user one at a time is read.
package final class RequestReading: Sendable {
  /// What takes less time than the way to another thread is worth, and is read where it is asked for.
  package static let smallBytes = 1 << 10
  /// What is larger may take half a second, and has threads of its own: it keeps nothing short waiting.
  package static let longBytes = 64 << 10

  private let turns = UserTurns(atOnce: 1)
  private let short: WorkerThreads
  private let long: WorkerThreads

  /// - Parameter limit: of the threads for what is short, and of those for what is long. Half of the processors: the
  ///   other half answers.
  package init(limit: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)) {
    short = WorkerThreads("reading", limit: limit)
    long = WorkerThreads("reading-long", limit: limit)
  }

  /// - Parameter bytes: how much there is to read.
  /// - Throws: what `body` throws; `CancellationError` after `stop`.
  package func run<Value: Sendable>(
    of user: UserID, bytes: Int, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard bytes > Self.smallBytes else { return try body() }
    let threads = bytes > Self.longBytes ? long : short
    return try await turns.taken(by: user) { try await threads.run(body) }
  }

  /// What has begun ends.
  package func stop() {
    short.stop()
    long.stop()
  }
}
