import HermesOutbound
import Synchronization

/// Runs what a cancellation sets going, at most once, and lets others wait for its end.
final class Canceller: Sendable {
  private let task = Mutex<Task<Void, Never>?>(nil)

  func begin(_ body: @escaping @Sendable () async -> Void) {
    task.withLock { task in
      if task == nil { task = Task(executorPreference: OutboundThreads.agents) { await body() } }
    }
  }

  /// Returns at once if nothing was set going.
  func finished() async { await task.withLock { $0 }?.value }
}
