import HermesContract

/// What becomes of a step that was inside an agent when the server ended, without effects.
enum CutOffRule {
  enum Verdict {
    case done(AgentResult)
    case runAgain
    case askPerson
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
