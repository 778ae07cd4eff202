import HermesContract
import Synchronization

/// Waits a limited time for the end of a task.
final class EndWaiter: Sendable {
  private struct State: Sendable {
    var isFinished = false
    var continuation: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func finish() {
    let continuation = state.withLock { state in
      state.isFinished = true
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume()
  }

  func wait(atMost limit: Duration) async {
    await withTaskGroup { group in
      group.addTask { await self.wait() }
      group.addTask {
        try? await Patience.wait(limit)
        self.finish()
      }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isFinished = state.withLock { state in
          if !state.isFinished { state.continuation = continuation }
          return state.isFinished
        }
        if isFinished { continuation.resume() }
      }
    } onCancel: {
      finish()
    }
  }
}
