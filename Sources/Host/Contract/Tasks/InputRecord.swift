/// A question to the owner of a task, as it is stored.
package struct InputRecord: Sendable, Equatable {
  /// Why the owner is asked.
  package enum Kind: String, Sendable {
    /// An agent asks.
    case question
    /// A plan is waiting for approval.
    case approval
    /// A step was cut off by the end of the server, and it is unknown whether it took effect.
    case inDoubt = "in_doubt"
  }

  /// Random.
  package var id: InputID
  /// Why the owner is asked.
  package var kind: Kind
  /// The step that the question is about; nil for a plan.
  package var step: Int?
  /// The attempt that asked or was cut off; 0 for a plan.
  package var attempt: Int
  /// The text that the owner sees.
  package var question: String
  /// The state that the agent wants back with the answer; `null` if none.
  package var state: JSONValue
  /// When it was asked.
  package var askedAt: Timestamp
  /// When it is closed unanswered.
  package var expiresAt: Timestamp
  /// nil while the question is open.
  package var answer: InputAnswer?

  package init(
    _ kind: Kind, step: Int?, attempt: Int, question: String, state: JSONValue = .null,
    id: InputID = .random(), askedAt: Timestamp, expiresAt: Timestamp
  ) {
    self.id = id
    self.kind = kind
    self.step = step
    self.attempt = attempt
    self.question = question
    self.state = state
    self.askedAt = askedAt
    self.expiresAt = expiresAt
  }

  /// Whether it still waits for an answer.
  package var isOpen: Bool { answer == nil }
}

/// How a question was closed.
package enum InputAnswer: Sendable, Equatable {
  /// The owner's decision about a step in doubt.
  package enum Resolution: String, Sendable, CaseIterable { case done, retry, fail }

  case text(String)
  /// The hash of the plan that may run.
  case approved(plan: String)
  case rejected
  case resolved(Resolution)
  case expired
  /// The task ended before an answer came.
  case taskEnded

  /// The stored form.
  package var json: JSONValue {
    switch self {
    case .text(let text): ["text": .string(text)]
    case .approved(let hash): ["approve": .string(hash)]
    case .rejected: ["approve": false]
    case .resolved(let resolution): ["resolve": .string(resolution.rawValue)]
    case .expired: ["closed": "expired"]
    case .taskEnded: ["closed": "task_ended"]
    }
  }

  /// Parses the stored form; nil if it is none of the known answers.
  package init?(json: JSONValue) {
    if let text = json["text"]?.string {
      self = .text(text)
    } else if let hash = json["approve"]?.string {
      self = .approved(plan: hash)
    } else if json["approve"]?.bool == false {
      self = .rejected
    } else if let resolution = json["resolve"]?.string.flatMap(Resolution.init(rawValue:)) {
      self = .resolved(resolution)
    } else {
      switch json["closed"]?.string {
      case "expired": self = .expired
      case "task_ended": self = .taskEnded
      default: return nil
      }
    }
  }
}

/// An open question with its task and the task's owner.
package struct OpenInput: Sendable {
  /// The task that asks.
  package var task: TaskID
  /// The user who has to answer.
  package var owner: UserID
  /// The question.
  package var input: InputRecord
  package init(task: TaskID, owner: UserID, input: InputRecord) {
    self.task = task
    self.owner = owner
    self.input = input
  }
}
