import HermesContract

/// What becomes of a step that was inside an agent when the server ended, without effects.
enum CutOffRule {
  /// At so many deaths of a server the agent is not called for the step again: it may be what kills
  /// it, and a server that dies at every start serves nobody.
  static let deadly = 3

  enum Verdict {
    case done(AgentResult)
    case runAgain
    case askPerson
  }

  /// Why the step has failed; nil if its agent may be asked about it, and called for it.
  static func failure(_ step: PlanStep, deaths: Int) -> HermesError? {
    guard deaths >= deadly else { return nil }
    return HermesError(
      .crashedServer,
      message:
        "The server died \(deaths) times while \(step.agent) was at step \(step.number), so it is not tried "
        + "again; whether it was done is not known. Whoever runs the server can give the agent a "
        + "process of its own: lane = \"process\" in its manifest.")
  }

  /// What the agent knows goes before what its card says: it spares a repetition.
  static func verdict(_ known: Reconciliation, isIdempotent: Bool) -> Verdict {
    switch known {
    case .done(let result): .done(result)
    case .notDone: .runAgain
    case .unknown: isIdempotent ? .runAgain : .askPerson
    }
  }
}
