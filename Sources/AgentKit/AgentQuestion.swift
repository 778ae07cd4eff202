/// Thrown to ask the person whose task it is: the call ends, and nothing runs while the step waits,
/// however long. When there is an answer, the agent is called again with the same `stepKey`, and the
/// request's `input` has the answer.
///
///     guard let answer = request.input else { throw AgentQuestion("Which colour?") }
public struct AgentQuestion: Error, Sendable, Encodable {
  /// What the person is asked; not empty.
  public var question: String
  /// What the agent wants to have back with the answer.
  public var state: JSONValue?

  public init(_ question: String, state: JSONValue? = nil) {
    self.question = question
    self.state = state
  }
}

/// A question that was answered.
public struct AgentInput: Sendable, Decodable {
  public var question: String
  /// What the person answered.
  public var text: String
  /// The question's; nil if it had none.
  public var state: JSONValue?
}
