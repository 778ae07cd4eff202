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
}

/// Where a step stands. `running` is journalled before the agent is called.
package enum StepStatus: String, Sendable {
  case pending
  case running
  case completed
  case failed
}
