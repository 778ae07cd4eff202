import HermesContract

/// What is kept of a task at a remote agent while it waits for a person (A2A v1.0, 3.4.3).
struct RemoteQuestion: Equatable {
  /// The ids that the agent gave them.
  var task: String
  var context: String?
  /// From 1: each answer is a message of its own.
  var round: Int
  /// Tells the status that asked from a later one that asks again; nil: nothing in it does.
  var mark: String?

  init(task: String, context: String?, round: Int, mark: String?) {
    self.task = task
    self.context = context
    self.round = round
    self.mark = mark
  }

  /// nil: nothing that `state` has made.
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

  /// What tells a status from others of its state.
  static func marker(of status: JSONValue) -> String? {
    (status["message"]?["messageId"]?.string ?? status["timestamp"]?.string)?.cut(toBytes: 256)
  }
}
