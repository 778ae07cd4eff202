import HermesContract

/// What applies to every step of every task.
struct StepRules: Sendable {
  /// How many questions a step may ask: all of them are read whenever one is answered.
  static let maximumQuestions = 64

  let retry: RetryPolicy
  /// How long a question to a person stays open.
  let inputLifetime: Duration

  /// A question that opens now.
  /// - Parameter step: nil if the question is about the plan.
  func input(
    _ kind: InputRecord.Kind, step: StepRecord?, question: String, state: JSONValue = .null
  ) -> InputRecord {
    let now = Timestamp.now
    return InputRecord(
      kind, step: step?.number, attempt: step?.attempt ?? 0, question: question, state: state,
      askedAt: now,
      expiresAt: Timestamp(
        milliseconds: now.milliseconds + Int64(inputLifetime / .milliseconds(1))))
  }
}
