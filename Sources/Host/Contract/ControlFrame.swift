/// Objects on a stream that are not events of a task: they have no `seq`.
package enum ControlFrame {
  /// - Parameters:
  ///   - from: the first position that is missing: a seq, or a cursor on a user's stream.
  ///   - to: the last; what follows begins behind it.
  package static func gap(
    from: JSONValue, to: JSONValue, reason: String, task: TaskID?
  ) -> JSONValue {
    frame(
      type: "gap", message: "History is missing here (\(reason)).", task: task,
      data: ["from": from, "to": to, "reason": .string(reason)])
  }

  /// Why a client's position is not one of the journal's.
  /// - Parameters:
  ///   - epoch: the journal that the position is of; nil if the client does not say.
  ///   - isBeyondEnd: whether nothing has that position yet.
  /// - Returns: nil if it is one.
  package static func gapReason(epoch: String?, journal: String, isBeyondEnd: Bool) -> String? {
    if let epoch, epoch != journal { return "epoch_changed" }
    return isBeyondEnd ? "after_beyond_end" : nil
  }

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
