/// What a change does to the questions of its task, and to where the task stands: the same in every store.
extension TaskChange {
  /// How open questions are closed.
  package struct Closing: Sendable {
    /// The one that is closed, which has to be open; nil: whichever are.
    package let input: InputID?
    package let answer: InputAnswer
    package let at: Timestamp
  }

  /// nil: none is closed.
  package var closing: Closing? {
    switch self {
    case .inputAnswered(let input, let answer, let at):
      Closing(input: input, answer: answer, at: at)
    case .ended(_, _, _, let at): Closing(input: nil, answer: .taskEnded, at: at)
    default: nil
    }
  }

  /// Where the task stands after it; nil: where it stood.
  /// - Parameter open: the kinds of its questions that are open then. Asked only where that counts.
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
