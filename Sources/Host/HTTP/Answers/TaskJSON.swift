import HermesContract
import HermesOrchestration

/// Tasks, steps and conversations as clients see them.
extension TaskRecord {
  func links(under path: PublicPath) -> JSONValue {
    let base = path.link(to: "/api/v1/tasks/\(id)")
    return [
      "self": .string(base), "events": .string(base + "/events"),
      "stream": .string(path.link(to: "/api/v1/ws/tasks/\(id)")),
      "cancel": .string(base + "/cancel"),
    ]
  }

  /// The form in lists: without plan, steps and artifacts.
  package func summary(under path: PublicPath) -> JSONObject {
    JSONObject([
      (key: "task_id", value: .string(id.text)),
      (key: "conversation_id", value: .string(conversation.text)),
      (key: "query", value: .string(query)), (key: "status", value: .string(status.rawValue)),
      (key: "created_at", value: .string(createdAt.text)),
      (key: "started_at", value: startedAt.map { .string($0.text) } ?? .null),
      (key: "finished_at", value: finishedAt.map { .string($0.text) } ?? .null),
      (key: "error", value: error?.json ?? .null),
      (key: "last_seq", value: .int(lastSeq)), (key: "links", value: links(under: path)),
    ])
  }

}

extension TaskDetail {
  /// The complete form.
  package func json(under path: PublicPath) -> JSONValue {
    var object = task.summary(under: path)
    object["intent"] = task.intent?.json ?? .null
    object["plan"] = task.plan?.json ?? .null
    object["steps"] = .array(steps.map(\.json))
    object["artifacts"] = .array(artifacts.map { $0.publicJSON(of: task.id, under: path) })
    object["inputs"] = .array(inputs.map(\.json))
    object["result"] = task.result.map(JSONValue.string) ?? .null
    object["unmet"] = .array(unmet.map(\.json))
    return .object(object)
  }

  /// The wishes that a completed task left unmet, according to its last event.
  var unmet: [UnmetWish] {
    guard task.status == .completed, let plan = task.plan else { return [] }
    let failures = steps.compactMap { step in step.error.map { (step.number, $0) } }
    return Fulfilment(
      plan, failures: Dictionary(failures) { _, last in last }, artifacts: artifacts
    ).unmet
  }
}

extension StepRecord {
  var json: JSONValue {
    [
      "step_number": .int(Int64(number)), "agent_name": .string(agent), "skill": .string(skill),
      "task_description": .string(task), "status": .string(status.rawValue),
      "attempt": .int(Int64(attempt)),
      "started_at": startedAt.map { .string($0.text) } ?? .null,
      "finished_at": finishedAt.map { .string($0.text) } ?? .null,
      "result_preview": preview.map(JSONValue.string) ?? .null, "error": error?.json ?? .null,
      "usage": usage ?? .null,
    ]
  }
}

extension InputRecord {
  var json: JSONValue {
    [
      "input_id": .string(id.text), "kind": .string(kind.rawValue),
      "step_number": step.map { .int(Int64($0)) } ?? .null, "question": .string(question),
      "asked_at": .string(askedAt.text), "expires_at": .string(expiresAt.text),
      "is_open": .bool(isOpen), "answer": answer?.json ?? .null,
    ]
  }
}

extension ConversationRecord {
  var summary: JSONObject {
    JSONObject([
      (key: "conversation_id", value: .string(id.text)), (key: "title", value: .string(title)),
      (key: "created_at", value: .string(createdAt.text)),
      (key: "updated_at", value: .string(updatedAt.text)),
      (key: "task_count", value: .int(Int64(taskCount))),
    ])
  }
}
