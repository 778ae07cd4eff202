/// Where a task stands. `completed`, `failed` and `cancelled` are final.
package enum TaskStatus: String, Sendable, CaseIterable {
  case queued
  case running
  case inputRequired = "input_required"
  case inDoubt = "in_doubt"
  case completed
  case failed
  case cancelled

  package var isTerminal: Bool {
    switch self {
    case .completed, .failed, .cancelled: true
    case .queued, .running, .inputRequired, .inDoubt: false
    }
  }

  /// The final ones, for stores that ask by name.
  package static let terminal = allCases.filter(\.isTerminal)

  /// Where a task stands that has begun, by its open questions.
  package static func begun(asking open: some Sequence<InputRecord.Kind>) -> TaskStatus {
    open.reduce(.running) { status, kind in
      kind == .inDoubt || status == .inDoubt ? .inDoubt : .inputRequired
    }
  }
}

/// Where a step stands. `running` is journalled before the agent is called.
package enum StepStatus: String, Sendable, CaseIterable {
  case pending
  case running
  /// It goes on when a question about it is answered.
  case inputRequired = "input_required"
  case completed
  case failed
}
