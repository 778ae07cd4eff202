import HermesContract

/// Frames that are not stored events: they have no `seq`.
package enum ServerFrame {
  package static func connected(task: TaskRecord, epoch: String, recovered: Bool) -> JSONValue {
    frame(
      "connected", "✅ Connected to task \(task.id.text.prefix(8))...", task: task.id,
      data: [
        "task_id": .string(task.id.text), "user_id": .string(task.owner.text),
        "last_seq": .int(task.lastSeq), "epoch": .string(epoch), "recovered": .bool(recovered),
      ])
  }

  package static func connected(
    user: UserID, cursor: Cursor, follow: String, epoch: String, recovered: Bool
  ) -> JSONValue {
    frame(
      "connected",
      follow == "all" ? "✅ Connected to all your tasks" : "✅ Connected: subscribe to tasks",
      data: [
        "user_id": .string(user.text), "last_cursor": .string(cursor.text),
        "follow": .string(follow),
        "epoch": .string(epoch), "recovered": .bool(recovered),
      ])
  }

  package static func subscribed(task: TaskRecord, epoch: String, recovered: Bool) -> JSONValue {
    frame(
      "subscribed", "✅ Following task \(task.id.text.prefix(8))...", task: task.id,
      data: [
        "task_id": .string(task.id.text), "last_seq": .int(task.lastSeq),
        "epoch": .string(epoch), "recovered": .bool(recovered),
      ])
  }

  /// - Parameter lastSeq: of the last event that was sent.
  package static func unsubscribed(task: TaskID, lastSeq: Int64, reason: String) -> JSONValue {
    frame(
      "unsubscribed", "Not following task \(task.text.prefix(8)) any more (\(reason)).", task: task,
      data: [
        "task_id": .string(task.text), "last_seq": .int(lastSeq), "reason": .string(reason),
      ])
  }

  package static func error(_ error: HermesError, task: TaskID? = nil) -> JSONValue {
    frame("error", error.restMessage, task: task, data: ["code": .string(error.code)])
  }

  package static func stats(_ stats: JSONValue) -> JSONValue {
    frame("stats", "", data: ["websocket_stats": stats])
  }

  /// For admins: a library was moved to a process of its own.
  package static func agentQuarantined(
    agents: [String], library: String, digest: String, reason: String
  ) -> JSONValue {
    frame(
      "agent_quarantined",
      "⚠️ \(agents.joined(separator: ", ")) now runs in a process of its own: \(reason)",
      data: [
        "agents": JSONValue(agents), "library": .string(library),
        "digest": .string(String(digest.prefix(16))), "reason": .string(reason),
        "remedy": .string("hermes agent enable \(agents.first ?? "NAME")"),
      ])
  }

  private static func frame(
    _ type: String, _ message: String, task: TaskID? = nil, data: JSONValue
  ) -> JSONValue {
    ControlFrame.frame(type, message, task: task, data: data)
  }
}
