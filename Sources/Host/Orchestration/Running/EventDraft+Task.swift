import HermesContract

/// Events about a task as a whole, with the messages and data that docs/events.md promises to
/// clients.
extension EventDraft {
  static func taskCreated(query: String, conversation: ConversationID) -> EventDraft {
    EventDraft(
      .taskCreated, message: "📝 Task created: \(query.prefix(50))...",
      data: ["query": .string(query), "conversation_id": .string(conversation.text)])
  }

  static var intentParsingStarted: EventDraft {
    EventDraft(.intentParsingStarted, message: "🧠 Understanding your request...")
  }

  static func intentParsed(
    _ intent: Intent, note: ModelNote? = nil, of request: RequestText
  ) -> EventDraft {
    var data = JSONObject([(key: "intent", value: intent.json)])
    data["goes_on_with"] = request.material?.json
    data["model"] = note?.json
    return EventDraft(.intentParsed, message: "✅ Detected: \(intent.category)", data: .object(data))
  }

  static func agentSearchStarted(_ capabilities: [String]) -> EventDraft {
    EventDraft(
      .agentSearchStarted,
      message: "🔍 Finding agents with: \(capabilities.joined(separator: ", "))...",
      data: ["capabilities": JSONValue(capabilities)])
  }

  static func agentsFound(_ agents: [FoundAgent]) -> EventDraft {
    let names = agents.map(\.status.card.name).joined(separator: ", ")
    return EventDraft(
      .agentsFound, message: "✅ Found \(agents.count) agents: \(names)",
      data: ["agents": .array(agents.map(\.json)), "count": .int(Int64(agents.count))])
  }

  static var planningStarted: EventDraft {
    EventDraft(.planningStarted, message: "📋 Creating execution plan...")
  }

  static func planCreated(_ plan: Plan, note: ModelNote? = nil) -> EventDraft {
    var data = plan.json.object ?? JSONObject()
    data["model"] = note?.json
    return EventDraft(
      .planCreated, message: "✅ Plan ready: \(plan.steps.count) steps", data: .object(data))
  }

  static func executionStarted(_ plan: Plan) -> EventDraft {
    EventDraft(
      .executionStarted, message: "⚡ Starting execution: \(plan.steps.count) steps",
      data: ["total_steps": .int(Int64(plan.steps.count))])
  }

  static func taskResumed(reason: String) -> EventDraft {
    EventDraft(.taskResumed, data: ["reason": .string(reason)])
  }

  static func taskCompleted(
    duration: Double, result: String, artifacts: [ArtifactSummary], task: TaskID, totalSteps: Int,
    _ fulfilment: Fulfilment
  ) -> EventDraft {
    let tenths = Int64((max(0, duration) * 10).rounded())
    let unmet = fulfilment.unmet
    let undone =
      switch unmet.count {
      case 0: ""
      case 1: ", but 1 wish is unmet: \(unmet[0].wish.prefix(80))"
      default: ", but \(unmet.count) wishes are unmet"
      }
    return EventDraft(
      .taskCompleted, message: "🎉 Task completed in \(tenths / 10).\(tenths % 10)s\(undone)",
      data: [
        "duration": .double(duration), "result": .string(result),
        "artifacts": .array(artifacts.map { $0.publicJSON(of: task, under: .none) }),
        "total_steps": .int(Int64(totalSteps)), "unmet": .array(unmet.map(\.json)),
      ])
  }

  static func taskFailed(
    _ error: HermesError, duration: Double, receipt: [StepReceipt]? = nil
  ) -> EventDraft {
    var data = JSONObject()
    data["error"] = error.json
    data["duration"] = .double(duration)
    if let receipt { data["receipt"] = .array(receipt.map(\.json)) }
    return EventDraft(.taskFailed, message: "❌ Task failed: \(error.message)", data: .object(data))
  }
}
