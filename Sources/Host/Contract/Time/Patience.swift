import Synchronization

/// Waits that are nearly always cancelled long before they elapse: the time limit of a task or of
/// an answer.
///
/// A `Task.sleep` for each would create a system timer, which after a cancellation keeps about 600
/// bytes until its time has passed: with hundreds of tasks a second and minutes to wait, that is a
/// hundred megabytes. These waits share one sleep.
package enum Patience {
  private struct State {
    /// The waiting callers, by the second from which each of them sleeps on its own.
    var waiting: [Int64: [Int: CheckedContinuation<Void, any Error>]] = [:]
    var next = 0
    var isTurning = false
  }

  private static let piece = Duration.seconds(1)
  private static let state = Mutex(State())
  private static let start = ContinuousClock.now

  /// Returns when the duration has passed, not earlier, and about as precisely as `Task.sleep`.
  /// - Throws: `CancellationError`.
  package static func wait(_ duration: Duration) async throws {
    let end = ContinuousClock.now + duration
    if duration > piece * 2 { try await waitTogether(untilSecond: second(of: end) - 1) }
    try await Task.sleep(until: end, clock: .continuous)
  }

  private static func second(of instant: ContinuousClock.Instant) -> Int64 {
    (instant - start).components.seconds
  }

  private static func waitTogether(untilSecond second: Int64) async throws {
    let (id, startsTurning) = state.withLock { state in
      state.next += 1
      defer { state.isTurning = true }
      return (state.next, !state.isTurning)
    }
    // It ends on its own when no caller is waiting.
    if startsTurning { Task { await wakeUntilEmpty() } }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isCancelled = state.withLock { state in
          // A later cancellation finds the continuation in `waiting`.
          guard !Task.isCancelled else { return true }
          state.waiting[second, default: [:]][id] = continuation
          return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      let continuation = state.withLock { state in
        state.waiting[second]?.removeValue(forKey: id)
      }
      continuation?.resume(throwing: CancellationError())
    }
  }

  /// Wakes the callers whose second has come, until none are left.
  private static func wakeUntilEmpty() async {
    var isEmpty = false
    while !isEmpty {
      await Task.pause(for: piece)
      let now = second(of: .now)
      let due = state.withLock { state -> [CheckedContinuation<Void, any Error>] in
        let seconds = state.waiting.filter { $0.key <= now || $0.value.isEmpty }.keys
        let due = seconds.flatMap {
          state.waiting.removeValue(forKey: $0)?.values.map(\.self) ?? []
        }
        isEmpty = state.waiting.isEmpty
        state.isTurning = !isEmpty
        return due
      }
      for continuation in due { continuation.resume() }
    }
  }
}
