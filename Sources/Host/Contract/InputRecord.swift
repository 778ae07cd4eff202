/// A question to the owner of a task, as it is stored.
package struct InputRecord: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// An agent asks.
    case question
    /// A plan waits to be approved.
    case approval
    /// Nobody knows whether a step happened that the end of the server cut off.
    case inDoubt = "in_doubt"
  }

  package var id: InputID
  package var kind: Kind
  /// nil for a plan.
  package var step: Int?
  /// The attempt that asked or that was cut off; 0 for a plan.
  package var attempt: Int
  package var question: String
  /// What the agent wants to have back with the answer.
  package var state: JSONValue
  package var askedAt: Timestamp
  package var expiresAt: Timestamp
  /// nil while it is open.
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

  package var isOpen: Bool { answer == nil }
}

/// How a question was closed.
package enum InputAnswer: Sendable, Equatable {
  package enum Resolution: String, Sendable, CaseIterable { case done, retry, fail }

  case text(String)
  /// The hash of the plan that may run.
  case approved(plan: String)
  case rejected
  case resolved(Resolution)
  case expired
  /// The task ended first.
  case taskEnded

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

/// A question that waits, and whose it is.
package struct OpenInput: Sendable {
  package var task: TaskID
  package var owner: UserID
  package var input: InputRecord
  package init(task: TaskID, owner: UserID, input: InputRecord) {
    self.task = task
    self.owner = owner
    self.input = input
  }
}
