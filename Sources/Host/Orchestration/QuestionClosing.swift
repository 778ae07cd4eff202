import HermesContract
import HermesEvents

/// Closes a question to a person, and has its task go on.
struct QuestionClosing: Sendable {
  let journal: Journal
  let placement: any TaskPlacement

  /// The journal decides: of two answers, or an answer and the task's end, only the first is stored.
  /// - Parameter events: what is told of it.
  /// - Throws: `input_closed`, or `journal_unavailable`.
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
