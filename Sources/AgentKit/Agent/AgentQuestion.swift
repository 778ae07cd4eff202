/// Thrown to ask the user who owns the task. The call ends, and nothing runs while the step waits,
/// however long that takes. Once the user has answered, the agent is called again with the same
/// `stepKey`, and the request's `input` holds the answer.
///
///     guard let answer = request.input else { throw AgentQuestion("Which colour?") }
public struct AgentQuestion: Error, Sendable, Encodable {
  /// What the user is asked; not empty.
  public var question: String
  /// State that the agent gets back together with the answer.
  public var state: JSONValue?

  /// Creates a question.
  public init(_ question: String, state: JSONValue? = nil) {
    self.question = question
    self.state = state
  }
}

/// A question and the user's answer.
public struct AgentInput: Sendable, Decodable {
  /// The question that the agent asked.
  public var question: String
  /// The user's answer.
  public var text: String
  /// The question's state; nil if it had none.
  public var state: JSONValue?
}
