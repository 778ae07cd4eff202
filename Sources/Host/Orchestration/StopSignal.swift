import HermesContract
import Synchronization

/// Why a running task is to stop. The first cause stands.
final class StopSignal: Sendable {
  enum Cause: Sendable, Equatable {
    /// Its owner cancelled it.
    case cancelled
    /// It ran longer than a task may.
    case deadline
    /// What it stores passes a quota of its owner.
    case quota(HermesError)
    /// The server stops: the task is left for the next start.
    case shutdown
  }

  private let state = Mutex<(cause: Cause, at: ContinuousClock.Instant)?>(nil)

  var cause: Cause? { state.withLock { $0?.cause } }
  /// When it was set.
  var instant: ContinuousClock.Instant? { state.withLock { $0?.at } }

  func set(_ cause: Cause) { state.withLock { $0 = $0 ?? (cause, .now) } }
}
