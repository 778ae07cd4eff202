import HermesOutbound
import Synchronization

/// Runs what a cancellation starts, at most once, and lets others wait for its end.
final class Canceller: Sendable {
  private let task = Mutex<Task<Void, Never>?>(nil)

  func begin(_ body: @escaping @Sendable () async -> Void) {
    task.withLock { task in
      if task == nil { task = Task(executorPreference: OutboundThreads.agents) { await body() } }
    }
  }

  /// Returns immediately if nothing was started.
  func finished() async { await task.withLock { $0 }?.value }
}
