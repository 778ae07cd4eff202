import HermesContract

/// What is stored about a remote task while it waits for a person (A2A v1.0, section 3.4.3).
struct RemoteQuestion: Equatable {
  /// The ids that the agent assigned.
  var task: String
  var context: String?
  /// From 1: each answer is a separate message.
  var round: Int
  /// Distinguishes the status with the question from a later one that asks again; nil if nothing in
  /// it does.
  var mark: String?

  init(task: String, context: String?, round: Int, mark: String?) {
    self.task = task
    self.context = context
    self.round = round
    self.mark = mark
  }

  /// nil if the value was not made by `state`.
  init?(state: JSONValue) {
    guard let task = state["task"]?.string, let round = state["round"]?.int else { return nil }
    self.init(
      task: task, context: state["context"]?.string, round: Int(round),
      mark: state["mark"]?.string)
  }

  var state: JSONValue {
    var object = JSONObject()
    object["task"] = .string(task)
    object["context"] = context.map(JSONValue.string)
    object["round"] = .int(Int64(round))
    object["mark"] = mark.map(JSONValue.string)
    return .object(object)
  }

  /// What distinguishes a status from others with the same state.
  static func marker(of status: JSONValue) -> String? {
    (status["message"]?["messageId"]?.string ?? status["timestamp"]?.string)?.cut(toBytes: 256)
  }
}
