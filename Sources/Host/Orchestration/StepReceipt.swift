import HermesContract

/// How a step and its call ended when their task was cancelled.
package struct StepReceipt: Sendable {
  package enum Ending: String, Sendable {
    /// The agent ended its work, or had not begun.
    case stopped
    case finishedBefore = "finished_before"
    /// The agent did not end its work in the grace: it may still be at it.
    case uncooperative
  }

  package var step: Int
  package var agent: String
  /// The attempt that was ended; 0 if there was none.
  package var attempt: Int
  package var ending: Ending
  package var milliseconds: Int64

  package var json: JSONValue {
    [
      "step_number": .int(Int64(step)), "agent_name": .string(agent),
      "outcome": .string(ending.rawValue), "milliseconds": .int(milliseconds),
    ]
  }
}
