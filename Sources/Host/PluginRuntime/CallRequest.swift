import HermesContract

/// Writes the JSON that `invoke` receives.
enum CallRequest {
  static func bytes(_ invocation: AgentInvocation, deadline: Duration) -> [UInt8] {
    let milliseconds = Int64(deadline / .milliseconds(1))
    var message = invocation.message.json.object ?? JSONObject()
    message["taskId"] = .string(invocation.task.text)
    message["contextId"] = .string(invocation.conversation.text)
    let request: JSONValue = [
      "message": .object(message),
      "task_id": .string(invocation.task.text),
      "context_id": .string(invocation.conversation.text),
      "step_key": .string(invocation.stepKey),
      "skill": .string(invocation.skill),
      "attempt": .int(Int64(invocation.attempt)),
      "deadline": .string(
        Timestamp(milliseconds: Timestamp.now.milliseconds + milliseconds).text),
      "deadline_ms": .int(milliseconds),
      "artifacts": .array(invocation.artifacts.map(\.json)),
    ]
    return JSONWriter.bytes(request)
  }
}
