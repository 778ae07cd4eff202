import HermesContract
import Synchronization

/// Answers that arrive while their task is running. Has one reader and holds at most one answer for
/// each open question of the task.
final class AnswerInbox: Sendable {
  private struct State: Sendable {
    var answers: [InputRecord] = []
    var isCancelled = false
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  var isEmpty: Bool { state.withLock { $0.answers.isEmpty } }

  func deposit(_ answer: InputRecord) {
    changeAndResume { $0.answers.append(answer) }
  }

  /// Waits for the next answer; nil when the surrounding task is cancelled.
  func nextAnswer() async -> InputRecord? {
    state.withLock { $0.isCancelled = false }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          if !state.answers.isEmpty || state.isCancelled { return true }
          state.reader = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      changeAndResume { $0.isCancelled = true }
    }
    return state.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
  }

  private func changeAndResume(_ change: (inout State) -> Void) {
    let reader = state.withLock { state in
      change(&state)
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }
}
