import HermesContract

/// How a step starts: for the first time, again, or with an answer.
struct StepBeginning: Sendable, Equatable {
  var attempt = 1
  /// Attempts that ended with a question or a person's decision. They do not count as failures.
  var rounds = 0
  var input: AnsweredQuestion?
  /// An attempt whose streamed output is now void but has not been marked so.
  var superseded: Int?
}

/// What the answer to a question means for its step. Pure: it has no effects.
enum StepResolution: Sendable, Equatable {
  case run(StepBeginning)
  /// A person says that the step happened. What it made is unknown.
  case done(attempt: Int)
  case failed(attempt: Int, HermesError)

  /// - Parameters:
  ///   - rounds: how often this step has asked, including this time.
  ///   - lastAnswer: the answer that was passed to the attempt in doubt.
  /// - Returns: nil for an open question.
  init?(_ input: InputRecord, rounds: Int, lastAnswer: AnsweredQuestion? = nil) {
    var beginning = StepBeginning(attempt: input.attempt + 1, rounds: rounds, input: lastAnswer)
    switch input.answer {
    case nil: return nil
    case .text(let text):
      beginning.input = AnsweredQuestion(question: input.question, text: text, state: input.state)
      beginning.superseded = input.attempt
      self = .run(beginning)
    // Its attempt was marked void when the question was asked.
    case .resolved(.retry): self = .run(beginning)
    case .resolved(.done): self = .done(attempt: input.attempt)
    case .resolved(.fail): self = .failed(attempt: input.attempt, .interrupted)
    case .expired: self = .failed(attempt: input.attempt, .inputExpired)
    case .approved, .rejected, .taskEnded:
      self = .failed(attempt: input.attempt, .interrupted)
    }
  }
}

extension HermesError {
  static let inputExpired = HermesError(
    .inputExpired, message: "Nobody answered in time. Send the request again to be asked again.")
  static func missingArtifact(of step: PlanStep, needed: Int) -> HermesError {
    HermesError(
      .missingArtifact,
      message: "Step \(step.number) takes what step \(needed) made, and that is not known: "
        + "its owner only said that it is done.")
  }
}
