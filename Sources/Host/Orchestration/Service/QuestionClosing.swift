import HermesContract
import HermesEvents

/// Closes a question to a person and lets its task continue.
struct QuestionClosing: Sendable {
  let journal: Journal
  let placement: any TaskPlacement

  /// The journal decides: of two answers, or of an answer and the end of the task, only the first
  /// is stored.
  /// - Parameter events: the events to append.
  /// - Throws: `input_closed` or `journal_unavailable`.
  func close(
    _ question: OpenInput, with answer: InputAnswer, telling events: [EventDraft] = []
  ) async throws {
    let log = TaskLog(task: question.task, owner: question.owner, journal: journal)
    try await log.append(
      events, changes: [.inputAnswered(question.input.id, answer, at: .now)])
    var answered = question.input
    answered.answer = answer
    _ = try await placement.send(.goOn(answered), to: question.task, of: question.owner)
  }
}
