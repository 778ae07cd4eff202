import HermesContract

/// Tasks and conversations.
extension AnswerSchema {
  static let taskStatus = JSONSchema.oneOf(TaskStatus.allCases.map(\.rawValue))

  static let taskMembers: JSONObject = [
    "task_id": JSONSchema.text, "conversation_id": JSONSchema.text, "query": JSONSchema.text,
    "status": taskStatus, "created_at": JSONSchema.time,
    "started_at": JSONSchema.nullable(JSONSchema.time),
    "finished_at": JSONSchema.nullable(JSONSchema.time),
    "error": JSONSchema.nullable(error.reference),
    "last_seq": ["type": "integer", "description": "The seq of the task's last event."],
    "links": links.reference,
  ]

  static var linksSchema: JSONValue {
    JSONSchema.object([
      "self": JSONSchema.text, "events": JSONSchema.text,
      "stream": JSONSchema.text("The path of the task's WebSocket."), "cancel": JSONSchema.text,
    ])
  }

  static var taskDetailSchema: JSONValue {
    JSONSchema.object(
      JSONObject(
        taskMembers.members + [
          "intent": JSONSchema.nullable(intent.reference),
          "plan": JSONSchema.nullable(plan.reference),
          "steps": JSONSchema.list(of: step.reference),
          "artifacts": JSONSchema.list(of: artifact.reference),
          "inputs": JSONSchema.list(of: input.reference), "result": result,
          "unmet": JSONSchema.list(of: unmet.reference),
        ]))
  }

  private static let result = JSONSchema.nullable(
    JSONSchema.text("The answer in words, with what it made if that is short."))

  static var acceptedSchema: JSONValue {
    JSONSchema.object(
      [
        "task_id": JSONSchema.text, "conversation_id": JSONSchema.text, "status": taskStatus,
        "message": JSONSchema.text, "result": result, "links": links.reference,
      ],
      optional: [
        "error": JSONSchema.nullable(error.reference),
        "steps": JSONSchema.list(of: step.reference),
        "artifacts": JSONSchema.list(of: artifact.reference),
        "unmet": JSONSchema.list(of: unmet.reference),
      ])
  }

  static var intentSchema: JSONValue {
    JSONSchema.object([
      "category": JSONSchema.text, "entities": JSONSchema.map(to: JSONSchema.text),
      "required_capabilities": JSONSchema.list(of: JSONSchema.text),
      "complexity": JSONSchema.number, "confidence": JSONSchema.number,
      "parser": JSONSchema.text("What understood it."),
      "wishes": JSONSchema.list(
        of: JSONSchema.object([
          "text": JSONSchema.text, "capabilities": JSONSchema.list(of: JSONSchema.text),
        ])),
    ])
  }

  static var planSchema: JSONValue {
    JSONSchema.object([
      "steps": JSONSchema.list(of: planStep.reference), "total_steps": JSONSchema.wholeNumber,
      "planner": JSONSchema.text("What made it."),
      "plan_hash": JSONSchema.text("What an approval names."),
      "wishes": JSONSchema.list(of: JSONSchema.text),
      "unmet": JSONSchema.list(of: unmet.reference),
    ])
  }

  static var planStepSchema: JSONValue {
    JSONSchema.object([
      "step_number": JSONSchema.wholeNumber, "agent_name": JSONSchema.text,
      "skill": JSONSchema.text, "task_description": JSONSchema.text,
      "depends_on": JSONSchema.list(of: JSONSchema.wholeNumber),
      "wishes": JSONSchema.list(of: JSONSchema.wholeNumber),
      "capabilities": JSONSchema.list(of: JSONSchema.text),
    ])
  }

  static var stepSchema: JSONValue {
    JSONSchema.object([
      "step_number": JSONSchema.wholeNumber, "agent_name": JSONSchema.text,
      "skill": JSONSchema.text, "task_description": JSONSchema.text,
      "status": JSONSchema.oneOf(StepStatus.allCases.map(\.rawValue)),
      "attempt": JSONSchema.wholeNumber, "started_at": JSONSchema.nullable(JSONSchema.time),
      "finished_at": JSONSchema.nullable(JSONSchema.time),
      "result_preview": JSONSchema.nullable(JSONSchema.text),
      "error": JSONSchema.nullable(error.reference), "usage": JSONSchema.nullable(usage.reference),
    ])
  }

  static var usageSchema: JSONValue {
    JSONSchema.object([
      "queued_ms": JSONSchema.number, "cpu_ms": JSONSchema.number,
      "cpu_partial": JSONSchema.flag, "emitted_bytes": JSONSchema.wholeNumber,
      "model_calls": JSONSchema.wholeNumber, "prompt_tokens": JSONSchema.wholeNumber,
      "completion_tokens": JSONSchema.wholeNumber,
    ])
  }

  static var artifactSchema: JSONValue {
    JSONSchema.object([
      "artifact_id": JSONSchema.text, "name": JSONSchema.text, "description": JSONSchema.text,
      "media_type": JSONSchema.text, "step_number": JSONSchema.wholeNumber,
      "bytes": JSONSchema.wholeNumber, "metadata": JSONSchema.anything,
      "href": JSONSchema.text("The path of its content."),
    ])
  }

  static var inputSchema: JSONValue {
    JSONSchema.object([
      "input_id": JSONSchema.text, "kind": JSONSchema.oneOf(["question", "approval", "in_doubt"]),
      "step_number": JSONSchema.nullable(JSONSchema.wholeNumber), "question": JSONSchema.text,
      "asked_at": JSONSchema.time, "expires_at": JSONSchema.time, "is_open": JSONSchema.flag,
      "answer": JSONSchema.nullable(JSONSchema.anyObject),
    ])
  }

  static var receiptSchema: JSONValue {
    JSONSchema.object(
      [
        "step_number": JSONSchema.wholeNumber, "agent_name": JSONSchema.text,
        "attempt": JSONSchema.wholeNumber,
        "outcome": JSONSchema.oneOf(["stopped", "finished_before", "uncooperative"]),
        "milliseconds": JSONSchema.wholeNumber,
      ],
      optional: ["call": JSONSchema.text("The place of a helper's call below its step.")])
  }

  /// A gap takes the place of events whose history is missing; it has no numbers.
  static var eventSchema: JSONValue {
    JSONSchema.object(
      [
        "type": JSONSchema.text("One of docs/events.md."), "message": JSONSchema.text,
        "data": JSONSchema.anyObject, "timestamp": JSONSchema.time,
      ],
      optional: [
        "task_id": JSONSchema.text, "seq": JSONSchema.wholeNumber, "cursor": JSONSchema.text,
      ])
  }

  // MARK: - Conversations

  static let conversationMembers: JSONObject = [
    "conversation_id": JSONSchema.text, "title": JSONSchema.text, "created_at": JSONSchema.time,
    "updated_at": JSONSchema.time, "task_count": JSONSchema.wholeNumber,
  ]

  static var conversationDetailSchema: JSONValue {
    JSONSchema.object(
      JSONObject(
        conversationMembers.members + [
          "messages": JSONSchema.list(of: said.reference),
          "tasks": JSONSchema.list(of: task.reference), "next_cursor": nextCursor,
        ]))
  }

  static var saidSchema: JSONValue {
    JSONSchema.object([
      "role": JSONSchema.oneOf(["user", "assistant"]), "task_id": JSONSchema.text,
      "content": JSONSchema.text, "timestamp": JSONSchema.time,
    ])
  }
}
