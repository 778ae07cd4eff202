import HermesContract

/// A person's answer to a task's question.
package struct TaskInput: Sendable {
  /// nil for the only open question.
  package let id: InputID?
  /// The answer as sent; `InputRule` decides whether it fits.
  package let answer: InputAnswer

  /// An answer from code rather than from JSON.
  package init(id: InputID?, answer: InputAnswer) {
    self.id = id
    self.answer = answer
  }

  /// - Throws: `missing_field` or `invalid_field`.
  package init(json: JSONValue) throws(HermesError) {
    guard json["input_id"] == nil || json["input_id"]?.string != nil else {
      throw HermesError(.invalidField, message: "input_id must be a string.")
    }
    id = json["input_id"]?.string.map { InputID($0) }
    let given = ["text", "approve", "resolve"].filter { json[$0] != nil }
    guard given.count == 1, let member = given.first, let value = json[member] else {
      throw HermesError(.missingField, message: "Send one of text, approve and resolve.")
    }
    guard let answer = InputAnswer(json: .object(JSONObject([(key: member, value: value)]))) else {
      throw HermesError(
        .invalidField,
        message:
          "text must be a string, approve the plan's hash or false, and resolve done, retry or fail."
      )
    }
    self.answer = answer
  }

  /// Records a decision about a plan in the audit log; other answers are the task's own business.
  package func record(in audit: (any AuditRecording)?, by actor: AuditActor, task: TaskID) {
    var detail: JSONObject = ["task": .string(task.text)]
    switch answer {
    case .approved(let hash):
      detail["plan_hash"] = .string(hash)
      audit?.record(.planApproved, by: actor, detail: detail)
    case .rejected: audit?.record(.planRejected, by: actor, detail: detail)
    case .text, .resolved, .expired, .taskEnded: break
    }
  }
}
