import HermesContract

/// How somebody at a terminal answers a task that asks: through the control socket.
enum AnswerHint {
  static func text(_ event: JSONValue, task: String, socket: String) -> String {
    let data = event["data"]
    let answer: JSONValue =
      switch data?["kind"]?.string {
      case "approval": ["approve": data?["plan_hash"] ?? .null]
      case "in_doubt": ["resolve": "done"]
      default: ["text": "..."]
      }
    let others =
      switch data?["kind"]?.string {
      case "approval": " (or false)"
      case "in_doubt": " (or retry, or fail)"
      default: ""
      }
    var body = answer.object ?? JSONObject()
    body["input_id"] = data?["input_id"]
    return "It waits for you. Answer\(others) from another terminal: "
      + "curl --unix-socket \(socket) http://localhost/api/v1/tasks/\(task)/input "
      + "-H 'Content-Type: application/json' -d '\(JSONWriter.text(.object(body)))'"
  }
}
