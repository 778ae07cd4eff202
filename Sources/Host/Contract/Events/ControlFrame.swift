/// Objects on a stream that are not events of a task and have no `seq`.
package enum ControlFrame {
  /// Marks a gap in the history.
  /// - Parameters:
  ///   - from: the first missing position: a seq, or a cursor on a user's stream.
  ///   - to: the last missing position; the stream continues after it.
  package static func gap(
    from: JSONValue, to: JSONValue, reason: String, task: TaskID?
  ) -> JSONValue {
    frame(
      type: "gap", message: "History is missing here (\(reason)).", task: task,
      data: ["from": from, "to": to, "reason": .string(reason)])
  }

  /// Why a client's position is not valid in the journal.
  /// - Parameters:
  ///   - epoch: the journal that the position belongs to; nil if the client does not say.
  ///   - isBeyondEnd: whether the position is after the last one that exists.
  /// - Returns: nil if the position is valid.
  package static func gapReason(epoch: String?, journal: String, isBeyondEnd: Bool) -> String? {
    if let epoch, epoch != journal { return "epoch_changed" }
    return isBeyondEnd ? "after_beyond_end" : nil
  }

  /// A frame with the current time; `task_id` is left out where `task` is nil.
  package static func frame(
    type: String, message: String, task: TaskID? = nil, data: JSONValue
  ) -> JSONValue {
    var object = JSONObject()
    object["type"] = .string(type)
    if let task { object["task_id"] = .string(task.text) }
    object["message"] = .string(message)
    object["data"] = data
    object["timestamp"] = .string(Timestamp.now.text)
    return .object(object)
  }
}
