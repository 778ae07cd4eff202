import HermesContract

/// Frames that are not stored events: they have no `seq`.
package enum ServerFrame {
  /// The first frame of a task's stream.
  package static func connected(task: TaskRecord, epoch: String, recovered: Bool) -> JSONValue {
    frame(
      type: "connected", message: "✅ Connected to task \(task.id.text.prefix(8))...", task: task.id,
      data: [
        "task_id": .string(task.id.text), "user_id": .string(task.owner.text),
        "last_seq": .int(task.lastSeq), "epoch": .string(epoch), "recovered": .bool(recovered),
      ])
  }

  /// The first frame of a user's stream.
  package static func connected(
    user: UserID, cursor: Cursor, follow: String, epoch: String, recovered: Bool
  ) -> JSONValue {
    frame(
      type: "connected",
      message: follow == "all"
        ? "✅ Connected to all your tasks" : "✅ Connected: subscribe to tasks",
      data: [
        "user_id": .string(user.text), "last_cursor": .string(cursor.text),
        "follow": .string(follow),
        "epoch": .string(epoch), "recovered": .bool(recovered),
      ])
  }

  /// The answer to `subscribe`.
  package static func subscribed(task: TaskRecord, epoch: String, recovered: Bool) -> JSONValue {
    frame(
      type: "subscribed", message: "✅ Following task \(task.id.text.prefix(8))...", task: task.id,
      data: [
        "task_id": .string(task.id.text), "last_seq": .int(task.lastSeq),
        "epoch": .string(epoch), "recovered": .bool(recovered),
      ])
  }

  /// - Parameter lastSeq: the seq of the last event that was sent.
  package static func unsubscribed(task: TaskID, lastSeq: Int64, reason: String) -> JSONValue {
    frame(
      type: "unsubscribed",
      message: "Not following task \(task.text.prefix(8)) any more (\(reason)).", task: task,
      data: [
        "task_id": .string(task.text), "last_seq": .int(lastSeq), "reason": .string(reason),
      ])
  }

  /// - Parameter task: the task that the error is about; nil if it is about the stream.
  package static func error(_ error: HermesError, task: TaskID? = nil) -> JSONValue {
    frame(
      type: "error", message: error.restMessage, task: task, data: ["code": .string(error.code)])
  }

  /// The answer to `stats`.
  package static func stats(_ stats: JSONValue) -> JSONValue {
    frame(type: "stats", message: "", data: ["websocket_stats": stats])
  }

  /// For admins: a library was moved to its own process.
  package static func agentQuarantined(
    agents: [String], library: String, digest: String, reason: String
  ) -> JSONValue {
    frame(
      type: "agent_quarantined",
      message: "⚠️ \(agents.joined(separator: ", ")) now runs in its own process: \(reason)",
      data: [
        "agents": JSONValue(agents), "library": .string(library),
        "digest": .string(String(digest.prefix(16))), "reason": .string(reason),
        "remedy": .string("hermes agent enable \(agents.first ?? "NAME")"),
      ])
  }

  private static func frame(
    type: String, message: String, task: TaskID? = nil, data: JSONValue
  ) -> JSONValue {
    ControlFrame.frame(type: type, message: message, task: task, data: data)
  }
}
