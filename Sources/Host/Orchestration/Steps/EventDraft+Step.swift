import HermesContract

/// Events about a single step.
extension EventDraft {
  static func stepStarted(_ step: PlanStep, of total: Int, attempt: Int) -> EventDraft {
    EventDraft(
      .stepStarted, message: "▶️ Step \(step.number)/\(total): \(step.agent)",
      data: [
        "step_number": .int(Int64(step.number)), "agent_name": .string(step.agent),
        "task_description": .string(step.task), "total_steps": .int(Int64(total)),
        "progress": progress(of: step, total: total), "attempt": .int(Int64(attempt)),
      ])
  }

  static func working(_ step: PlanStep, attempt: Int) -> EventDraft {
    EventDraft(
      .agentThinking, message: "💭 \(step.agent) is working...",
      data: [
        "step_number": .int(Int64(step.number)), "agent_name": .string(step.agent),
        "attempt": .int(Int64(attempt)),
      ])
  }

  static func stepCompleted(
    _ step: PlanStep, of total: Int, attempt: Int, preview: String, duration: Double
  ) -> EventDraft {
    EventDraft(
      .stepCompleted, message: "✅ Step \(step.number)/\(total) completed",
      data: [
        "step_number": .int(Int64(step.number)), "agent_name": .string(step.agent),
        "result_preview": .string(preview), "duration": .double(duration),
        "total_steps": .int(Int64(total)), "progress": progress(of: step, total: total),
        "attempt": .int(Int64(attempt)),
      ])
  }

  static func stepFailed(
    _ step: PlanStep, of total: Int, attempt: Int, error: HermesError, willRetry: Bool
  ) -> EventDraft {
    EventDraft(
      .stepFailed, message: "❌ Step \(step.number)/\(total) failed: \(error.message)",
      data: [
        "step_number": .int(Int64(step.number)), "agent_name": .string(step.agent),
        "error": error.json, "attempt": .int(Int64(attempt)), "will_retry": .bool(willRetry),
      ])
  }

  static func stepSuperseded(_ step: PlanStep, attempt: Int) -> EventDraft {
    EventDraft(
      .stepSuperseded,
      data: ["step_number": .int(Int64(step.number)), "attempt": .int(Int64(attempt))])
  }

  /// What an agent emitted during a call.
  static func emission(
    _ emission: AgentEmission, of step: PlanStep, attempt: Int
  ) -> EventDraft {
    var data = JSONObject([
      (key: "step_number", value: .int(Int64(step.number))),
      (key: "agent_name", value: .string(step.agent)),
      (key: "attempt", value: .int(Int64(attempt))),
    ])
    switch emission {
    case .from(let agent, let emission):
      var helper = step
      helper.agent = agent
      return .emission(emission, of: helper, attempt: attempt)
    case .thinking(let thought):
      data["thought"] = .string(thought)
      return EventDraft(.agentThinking, message: "💭 \(thought)", data: .object(data))
    case .progress(let fraction, let note):
      data["fraction"] = fraction.map(JSONValue.double)
      data["note"] = note.map(JSONValue.string)
      return EventDraft(.stepProgress, data: .object(data))
    case .chunk(let id, let name, let mediaType, let text, let append, let last):
      data["artifact_id"] = .string(id)
      data["name"] = .string(name)
      data["media_type"] = .string(mediaType)
      data["text"] = .string(text)
      data["append"] = .bool(append)
      data["last"] = .bool(last)
      return EventDraft(.artifactDelta, data: .object(data))
    case .event(let name, let payload):
      data["name"] = .string(name)
      data["payload"] = payload
      return EventDraft(.agentEvent, data: .object(data))
    }
  }

  private static func progress(of step: PlanStep, total: Int) -> JSONValue {
    .double((Double(step.number) / Double(total) * 100).rounded() / 100)
  }
}
