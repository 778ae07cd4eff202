import Foundation

/// What the host asks of an agent in one call.
public struct AgentRequest: Sendable {
  /// The id of the task that the call belongs to.
  public var taskID: String
  /// The same for every attempt of a step: the idempotency key for side effects.
  public var stepKey: String
  /// The requested skill. Nil: the agent's only one.
  public var skill: String?
  /// 1 for the first attempt.
  public var attempt: Int
  /// The time limit for the call, counted from its start. Nil: no limit is known.
  public var deadline: Duration?
  /// The call's place in a trace (W3C Trace Context), to be sent with requests that the call makes.
  public var traceparent: String?
  /// The parts of the message, in order.
  public var parts: [AgentPart]
  /// The artifacts of the earlier steps.
  public var artifacts: [AgentArtifact]

  /// The user's answer to the agent's question in the previous call; see `AgentQuestion`.
  public var input: AgentInput?

  /// The earlier messages of the conversation, oldest first; empty in a new one.
  public var history: [AgentTurn]

  /// The part of the message that this call is for, in the user's words and without code and data:
  /// a request may contain several wishes. Equal to `text` in a direct call, and if the host does
  /// not send it.
  public var wish: String

  /// The skill's capabilities that the wish asks for, by their names in the card. Empty in a direct
  /// call, and if the host does not send them.
  public var capabilities: [String]

  /// The prose of the message: its plain text parts, separated by one line break.
  public var text: String { Self.prose(of: parts) }

  private static func prose(of parts: [AgentPart]) -> String {
    parts.filter(\.isProse).compactMap(\.text).joined(separator: "\n")
  }

  /// `wish` without the text between ``` lines, which a direct call may contain.
  public var wishWithoutFences: String {
    var isInside = false
    return wish.lines.filter { line in
      guard line.drop(while: { $0 == " " }).hasPrefix("```") else { return !isInside }
      isInside.toggle()
      return false
    }.joined(separator: "\n")
  }

  /// The parts of the message that are not prose, for example "text/x-python".
  public var codeParts: [AgentPart] { parts.filter { !$0.isProse } }
}

/// One earlier message of the conversation.
public struct AgentTurn: Sendable, Equatable {
  /// Whether the user wrote it, as opposed to an agent.
  public var isUser: Bool
  /// At most 4000 characters; longer messages are cut.
  public var text: String

  /// Creates a turn.
  public init(isUser: Bool, text: String) {
    self.isUser = isUser
    self.text = text
  }
}

extension AgentTurn: Decodable {
  private enum Key: String, CodingKey { case role, parts }

  /// Decodes an A2A message.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    isUser = try object.decode(String.self, forKey: .role) == "ROLE_USER"
    text = try object.decode([AgentPart].self, forKey: .parts).compactMap(\.text)
      .joined(separator: "\n")
  }
}

extension AgentRequest: Decodable {
  private enum Key: String, CodingKey {
    case message, skill, attempt, artifacts, traceparent, input, history, wish, capabilities
    case taskID = "task_id"
    case stepKey = "step_key"
    case deadlineMilliseconds = "deadline_ms"
  }

  private struct Message: Decodable {
    let parts: [AgentPart]
  }

  /// Decodes a request as the ABI's `invoke` passes it.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    parts = try object.decode(Message.self, forKey: .message).parts
    wish =
      try object.decodeIfPresent(String.self, forKey: .wish) ?? Self.prose(of: parts)
    capabilities = try object.decodeIfPresent([String].self, forKey: .capabilities) ?? []
    taskID = try object.decodeIfPresent(String.self, forKey: .taskID) ?? ""
    stepKey = try object.decodeIfPresent(String.self, forKey: .stepKey) ?? ""
    skill = try object.decodeIfPresent(String.self, forKey: .skill)
    traceparent = try object.decodeIfPresent(String.self, forKey: .traceparent)
    input = try object.decodeIfPresent(AgentInput.self, forKey: .input)
    history = try object.decodeIfPresent([AgentTurn].self, forKey: .history) ?? []
    attempt = try object.decodeIfPresent(Int.self, forKey: .attempt) ?? 1
    deadline = try object.decodeIfPresent(Double.self, forKey: .deadlineMilliseconds).map {
      .milliseconds($0)
    }
    artifacts = try object.decodeIfPresent([AgentArtifact].self, forKey: .artifacts) ?? []
  }
}
