/// The state of a task. `completed`, `failed` and `cancelled` are final.
package enum TaskStatus: String, Sendable, CaseIterable {
  case queued
  case running
  case inputRequired = "input_required"
  case inDoubt = "in_doubt"
  case completed
  case failed
  case cancelled

  /// Whether the state is final.
  package var isTerminal: Bool {
    switch self {
    case .completed, .failed, .cancelled: true
    case .queued, .running, .inputRequired, .inDoubt: false
    }
  }

  /// The final states, for stores that query by name.
  package static let terminal = allCases.filter(\.isTerminal)

  /// The state of a task that has begun, derived from its open questions: `inDoubt` takes
  /// precedence over `inputRequired`, which takes precedence over `running`.
  package static func begun(asking open: some Sequence<InputRecord.Kind>) -> TaskStatus {
    open.reduce(.running) { status, kind in
      kind == .inDoubt || status == .inDoubt ? .inDoubt : .inputRequired
    }
  }
}

/// The state of a step. `running` is journalled before the agent is called.
package enum StepStatus: String, Sendable, CaseIterable {
  case pending
  case running
  /// Waits for the answer to a question about it.
  case inputRequired = "input_required"
  case completed
  case failed
}
