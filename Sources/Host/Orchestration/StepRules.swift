import HermesContract

/// What is the same for every step of every task.
struct StepRules: Sendable {
  let retry: RetryPolicy
  /// How long a question to a person stays open.
  let inputLifetime: Duration

  /// A question that is open from now on.
  /// - Parameter step: nil for a plan.
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
