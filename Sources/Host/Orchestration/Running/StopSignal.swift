import HermesContract
import Synchronization

/// Why a running task should stop. The first cause is kept.
final class StopSignal: Sendable {
  enum Cause: Sendable, Equatable {
    /// Its owner cancelled it.
    case cancelled
    /// It exceeded the task deadline.
    case deadline
    /// It stores more than a quota of its owner allows.
    case quota(HermesError)
    /// The server is stopping: the task is left to the next start.
    case shutdown
  }

  private let state = Mutex<(cause: Cause, at: ContinuousClock.Instant)?>(nil)

  var cause: Cause? { state.withLock { $0?.cause } }
  /// When the signal was set.
  var instant: ContinuousClock.Instant? { state.withLock { $0?.at } }

  func set(_ cause: Cause) { state.withLock { $0 = $0 ?? (cause, .now) } }
}
