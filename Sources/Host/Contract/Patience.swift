import Synchronization

/// Waits that are nearly always cancelled long before their time: the limit of a task, or of an answer.
///
/// A `Task.sleep` for each costs a timer of the system, which after a cancel keeps about 600 bytes until its time has
/// come: with hundreds of tasks a second and minutes to wait that is a hundred megabytes. These share one sleep.
package enum Patience {
  private struct State {
    /// Who waits, by the second from which it waits by itself.
    var waiting: [Int64: [Int: CheckedContinuation<Void, any Error>]] = [:]
    var next = 0
    var isTurning = false
  }

  private static let piece = Duration.seconds(1)
  private static let state = Mutex(State())
  private static let start = ContinuousClock.now

  /// Returns when so much time is over, not before, and about as exactly as `Task.sleep`.
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
    // It ends by itself when nobody waits.
    if startsTurning { Task { await wakeUntilEmpty() } }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isCancelled = state.withLock { state in
          // A cancel that comes from now on finds it there.
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

  /// Wakes those whose second has come, until there is nobody.
  private static func wakeUntilEmpty() async {
    var isEmpty = false
    while !isEmpty {
      try? await Task.sleep(for: piece)
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
