import HermesContract

/// Decides what happens to a step that was inside an agent when the server ended. Pure: it has no
/// effects.
enum CutOffRule {
  /// After this many deaths of the server during a step, its agent is not called for it again: the
  /// agent may be the cause, and a server that dies at every start serves nobody.
  static let deadly = 3

  enum Verdict {
    case done(AgentResult)
    case runAgain
    case askPerson
  }

  /// The error that the step ends with; nil if its agent may be asked about the step and called
  /// again.
  static func failure(_ step: PlanStep, deaths: Int) -> HermesError? {
    guard deaths >= deadly else { return nil }
    return HermesError(
      .crashedServer,
      message:
        "The server died \(deaths) times while \(step.agent) was at step \(step.number), so it is not tried "
        + "again; whether it was done is not known. The operator can give the agent a "
        + "process of its own: lane = \"process\" in its manifest.")
  }

  /// The agent's own record takes precedence over what its card declares, because it avoids
  /// repeating work.
  static func verdict(_ known: Reconciliation, isIdempotent: Bool) -> Verdict {
    switch known {
    case .done(let result): .done(result)
    case .notDone: .runAgain
    case .unknown: isIdempotent ? .runAgain : .askPerson
    }
  }
}
