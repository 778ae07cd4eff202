import HermesContract

/// How a call of an agent ended when its task was cancelled. Each step has one receipt.
package struct StepReceipt: Sendable, Equatable {
  /// Whether the agent stopped in time.
  package enum Ending: String, Sendable {
    /// The agent ended its work, or had not started.
    case stopped
    case finishedBefore = "finished_before"
    /// The agent did not end its work within the grace period and may still be working.
    case uncooperative
  }

  /// The number of the step in its plan, from 1.
  package var step: Int
  /// The name of the agent that was called.
  package var agent: String
  /// The attempt that was ended; 0 if there was none.
  package var attempt: Int
  /// The position of a helper's call below its step, such as "2" or "2/1"; nil for the step's own
  /// agent.
  package var call: String?
  /// How the call ended.
  package var ending: Ending
  /// From the request to stop until the call ended, in milliseconds.
  package var milliseconds: Int64

  /// The form in `task_failed` and in the answer to a cancel.
  package var json: JSONValue {
    var object = JSONObject([
      (key: "step_number", value: .int(Int64(step))), (key: "agent_name", value: .string(agent)),
      (key: "attempt", value: .int(Int64(attempt))),
      (key: "outcome", value: .string(ending.rawValue)),
      (key: "milliseconds", value: .int(milliseconds)),
    ])
    object["call"] = call.map(JSONValue.string)
    return .object(object)
  }
}
