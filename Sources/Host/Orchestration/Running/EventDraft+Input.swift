import HermesContract

/// Events about questions to the owner of a task.
extension EventDraft {
  /// - Parameter step: nil if the question is about the plan.
  static func inputRequired(_ input: InputRecord, step: PlanStep?) -> EventDraft {
    EventDraft(.inputRequired, message: input.question, data: .object(data(input, step: step)))
  }

  /// Carries the plan, so that the person who approves sees what would run.
  static func approvalRequired(_ input: InputRecord, of plan: Plan) -> EventDraft {
    var data = data(input, step: nil)
    for (key, value) in plan.json.object?.members ?? [] { data[key] = value }
    return EventDraft(.inputRequired, message: input.question, data: .object(data))
  }

  private static func data(_ input: InputRecord, step: PlanStep?) -> JSONObject {
    var data = JSONObject([
      (key: "input_id", value: .string(input.id.text)),
      (key: "kind", value: .string(input.kind.rawValue)),
      (key: "expires_at", value: .string(input.expiresAt.text)),
    ])
    if let step {
      data["step_number"] = .int(Int64(step.number))
      data["agent_name"] = .string(step.agent)
      data["attempt"] = .int(Int64(input.attempt))
    }
    return data
  }

  static func inputReceived(_ input: InputRecord, answer: InputAnswer) -> EventDraft {
    EventDraft(
      .inputReceived,
      data: [
        "input_id": .string(input.id.text), "kind": .string(input.kind.rawValue),
        "answer": answer.json,
      ])
  }
}
