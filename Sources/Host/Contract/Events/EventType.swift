/// The types of event on a task's stream.
package enum EventType: String, Sendable, CaseIterable {
  case taskCreated = "task_created"
  case intentParsingStarted = "intent_parsing_started"
  case intentParsed = "intent_parsed"
  case agentSearchStarted = "agent_search_started"
  case agentsFound = "agents_found"
  case planningStarted = "planning_started"
  case planCreated = "plan_created"
  case executionStarted = "execution_started"
  case stepStarted = "step_started"
  case agentThinking = "agent_thinking"
  case stepProgress = "step_progress"
  case artifactDelta = "artifact_delta"
  case agentEvent = "agent_event"
  case stepCompleted = "step_completed"
  case stepFailed = "step_failed"
  case stepSuperseded = "step_superseded"
  case inputRequired = "input_required"
  case inputReceived = "input_received"
  case taskResumed = "task_resumed"
  case taskCompleted = "task_completed"
  case taskFailed = "task_failed"

  /// Exactly one terminal event ends each task's stream.
  package var isTerminal: Bool { self == .taskCompleted || self == .taskFailed }

  /// Whether a reader that has fallen behind may receive several events merged into one. The first
  /// `agent_thinking` of a step is exempt.
  package var isLossy: Bool {
    self == .agentThinking || self == .stepProgress || self == .artifactDelta
  }

  /// Whether only some events of the type are lossy, depending on their content.
  package var isLossyInPart: Bool { self == .agentThinking }

  /// The types of which events may be lossy, for stores that query by name.
  package static let lossy = allCases.filter(\.isLossy)

  /// Whether an event of the type with these bytes is lossy. The first `agent_thinking` of a step
  /// has no thought; it announces that the step is running and is not lossy.
  package func isLossy(_ json: @autoclosure () -> [UInt8]) -> Bool {
    guard isLossyInPart else { return isLossy }
    let thought = JSONValue(parsing: json())?["data"]?["thought"]
    return thought != nil && thought != .null
  }
}
