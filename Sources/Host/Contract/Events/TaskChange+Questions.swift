/// The effect of a change on the questions and the status of its task, the same in every store.
extension TaskChange {
  /// Which open questions a change closes, and how.
  package struct Closing: Sendable {
    /// The question to close, which has to be open; nil means all open questions.
    package let input: InputID?
    /// What closed it.
    package let answer: InputAnswer
    /// When it was closed.
    package let at: Timestamp
  }

  /// The questions that the change closes; nil if it closes none.
  package var closing: Closing? {
    switch self {
    case .inputAnswered(let input, let answer, let at):
      Closing(input: input, answer: answer, at: at)
    case .ended(_, _, _, let at): Closing(input: nil, answer: .taskEnded, at: at)
    default: nil
    }
  }

  /// The task's status after the change; nil if the status does not change.
  /// - Parameter open: returns the kinds of the task's questions that are open after the change.
  ///   Called only if needed.
  package func status(
    asking open: () throws -> [InputRecord.Kind]
  ) rethrows -> TaskStatus? {
    switch self {
    case .status(.running, _), .inputAsked, .inputAnswered: .begun(asking: try open())
    case .status(let status, _), .ended(let status, _, _, _): status
    default: nil
    }
  }
}
