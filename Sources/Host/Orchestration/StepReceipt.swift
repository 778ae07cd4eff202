import HermesContract

/// How a call of an agent ended when its task was cancelled; each step has one of its own.
package struct StepReceipt: Sendable, Equatable {
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
  /// The place of a helper's call below its step, such as "2" or "2/1"; nil for the step's own agent.
  package var call: String?
  package var ending: Ending
  package var milliseconds: Int64

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
