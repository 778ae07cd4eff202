import HermesContract

/// How a step begins: the first time, again, or with an answer.
struct StepBeginning: Sendable, Equatable {
  var attempt = 1
  /// Attempts that ended with a question or a person's decision: they do not count as failures.
  var rounds = 0
  var input: AnsweredQuestion?
  /// The attempt whose stream is void from now on and was not said to be yet.
  var superseded: Int?
}

/// What the answer to a question about a step means for it, without effects.
enum StepResolution: Sendable, Equatable {
  case run(StepBeginning)
  /// A person knows that it happened. Nothing is known of what it made.
  case done(attempt: Int)
  case failed(attempt: Int, HermesError)

  /// - Parameters:
  ///   - rounds: how often this step has asked, this time included.
  ///   - lastAnswer: what the attempt had been given that is in doubt.
  /// - Returns: nil for a question that is open.
  init?(_ input: InputRecord, rounds: Int, lastAnswer: AnsweredQuestion? = nil) {
    var beginning = StepBeginning(attempt: input.attempt + 1, rounds: rounds, input: lastAnswer)
    switch input.answer {
    case nil: return nil
    case .text(let text):
      beginning.input = AnsweredQuestion(question: input.question, text: text, state: input.state)
      beginning.superseded = input.attempt
      self = .run(beginning)
    // When it was asked, its attempt was said to be void.
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
