import HermesContract

/// A person's answer to a task that asks.
package struct TaskInput: Sendable {
  package enum Answer: Sendable {
    case text(String)
    case approval(Bool)
    case resolution(String)
  }

  /// nil: the only open question.
  package let id: String?
  package let answer: Answer

  /// - Throws: `missing_field` or `invalid_field`.
  package init(json: JSONValue) throws(HermesError) {
    guard json["input_id"] == nil || json["input_id"]?.string != nil else {
      throw HermesError("invalid_field", "input_id must be a string.")
    }
    id = json["input_id"]?.string
    let answers = ["text", "approve", "resolve"].filter { json[$0] != nil }
    guard answers.count == 1 else {
      throw HermesError("missing_field", "Send one of text, approve and resolve.")
    }
    if let text = json["text"]?.string {
      answer = .text(text)
    } else if let isApproved = json["approve"]?.bool {
      answer = .approval(isApproved)
    } else if let resolution = json["resolve"]?.string {
      answer = .resolution(resolution)
    } else {
      throw HermesError(
        "invalid_field", "text and resolve must be strings, and approve true or false.")
    }
  }
}

extension Orchestrator {
  /// Hands a person's answer to a task.
  /// - Parameter input: made only once it is clear that the task is the owner's.
  /// - Throws: `task_not_found`; `no_open_input` if the task does not ask, which none does yet.
  package func answer(
    _ id: TaskID, owner: UserID, _ input: @Sendable () throws(HermesError) -> TaskInput
  ) async throws {
    guard try await hasTask(id, owner: owner) else { throw HermesError.taskNotFound }
    _ = try input()
    throw HermesError("no_open_input", "The task is not waiting for an answer.")
  }
}
