import HermesContract

/// A question of a task, as a terminal shows it.
package struct OpenQuestion: Sendable, Equatable {
  /// The kind of the question; the raw values are those of the API.
  package enum Kind: String, Sendable {
    case question
    case approval
    case inDoubt = "in_doubt"
  }

  /// The id that an answer names.
  package let id: String
  /// What is asked; an unknown kind counts as a question.
  package let kind: Kind
  /// The question as the server words it.
  package let text: String
  /// The steps of the plan to approve, one per line, and the wishes that it leaves out.
  package let plan: [String]
  private let planHash: JSONValue

  /// - Parameter event: an `input_required` event; the result is nil for any other.
  package init?(event: JSONValue) {
    guard event["type"]?.string == EventType.inputRequired.rawValue, let data = event["data"],
      let id = data["input_id"]?.string
    else { return nil }
    self.init(id: id, kind: data["kind"], text: event["message"], plan: data)
  }

  /// The open questions of a task.
  /// - Parameter task: in the format of `GET /api/v1/tasks/{id}`.
  package static func openQuestions(in task: JSONValue) -> [OpenQuestion] {
    (task["inputs"]?.array ?? []).compactMap { input in
      guard input["is_open"]?.bool == true, let id = input["input_id"]?.string else { return nil }
      return OpenQuestion(
        id: id, kind: input["kind"], text: input["question"], plan: task["plan"])
    }
  }

  private init(id: String, kind: JSONValue?, text: JSONValue?, plan: JSONValue?) {
    self.id = id
    self.kind = Kind(rawValue: kind?.string ?? "") ?? .question
    self.text = text?.string ?? ""
    planHash = plan?["plan_hash"] ?? .null
    self.plan = self.kind == .approval ? Self.lines(plan) : []
  }

  private static func lines(_ plan: JSONValue?) -> [String] {
    let steps = (plan?["steps"]?.array ?? []).map { step in
      let needed = (step["depends_on"]?.array ?? []).compactMap(\.int).map { "\($0)" }
      let task = (step["task_description"]?.string ?? "").suffixRemoved("...")
      return "\(step["step_number"]?.int ?? 0). \(step["agent_name"]?.string ?? ""): \(task)"
        + (needed.isEmpty ? "" : " (uses the results of step \(needed.joined(separator: ", ")))")
    }
    let unmet = (plan?["unmet"]?.array ?? []).map { wish in
      "Not in the plan: \(EventText.oneLine(wish["wish"]?.string ?? ""))"
    }
    return steps + unmet
  }

  /// The text before the place where the answer is typed.
  package var prompt: String {
    switch kind {
    case .question: "Your answer: "
    case .approval: "Run it? [y/N] "
    case .inDoubt: "Was it done? [done/retry/fail] "
    }
  }

  /// How to give the answer as an argument.
  package var argument: String {
    switch kind {
    case .question: "\"TEXT\""
    case .approval: "yes|no"
    case .inDoubt: "done|retry|fail"
    }
  }

  /// The request body with the answer.
  /// - Parameter isArgument: whether it was given as an argument; at a prompt an empty line means
  ///   no.
  /// - Returns: nil if the words do not answer this question.
  package func answer(_ words: String, isArgument: Bool) -> JSONValue? {
    let word = EventText.oneLine(words).lowercased()
    var body = JSONObject([(key: "input_id", value: .string(id))])
    switch kind {
    case .question:
      guard !word.isEmpty else { return nil }
      body["text"] = .string(words)
    case .approval:
      switch word {
      case "y", "yes": body["approve"] = planHash
      case "n", "no": body["approve"] = false
      case "" where !isArgument: body["approve"] = false
      default: return nil
      }
    case .inDoubt:
      guard ["done", "retry", "fail"].contains(word) else { return nil }
      body["resolve"] = .string(word)
    }
    return .object(body)
  }

  /// Which answers are accepted.
  package var remedy: String {
    switch kind {
    case .question: "Type an answer."
    case .approval: "Answer yes or no."
    case .inDoubt: "Answer done, retry or fail."
    }
  }
}

extension String {
  fileprivate func suffixRemoved(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
