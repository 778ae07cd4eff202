import Glibc
import HermesContract
import HermesThreads

/// Analyses requests on separate threads, because the processor time depends on what a user wrote
/// and the cooperative pool is shared. Each user has one analysis at a time.
package final class RequestReading: Sendable {
  /// Requests up to this size, in bytes, are analysed where they are: a hop would cost more.
  package static let smallBytes = 1 << 10
  /// Larger requests, in bytes, may take half a second. They have separate threads, so that short
  /// ones do not wait for them.
  package static let longBytes = 64 << 10

  private let turns = UserTurns(atOnce: 1)
  private let short: WorkerThreads
  private let long: WorkerThreads

  /// - Parameter limit: the number of threads for short requests, and again for long ones. Half of
  ///   the processors by default, so that the other half can respond.
  package init(limit: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)) {
    short = WorkerThreads("reading", limit: limit)
    long = WorkerThreads("reading-long", limit: limit)
  }

  /// - Parameter bytes: the size of what is analysed.
  /// - Throws: what `body` throws; `CancellationError` after `stop`.
  package func run<Value: Sendable>(
    of user: UserID, bytes: Int, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard bytes > Self.smallBytes else { return try body() }
    let threads = bytes > Self.longBytes ? long : short
    return try await turns.taken(by: user) { try await threads.run(body) }
  }

  /// Analyses that have started are completed.
  package func stop() {
    short.stop()
    long.stop()
  }
}
