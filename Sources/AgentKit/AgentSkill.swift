/// One thing that an agent can do.
public struct AgentSkill: Sendable {
  /// How requests are routed to the skill.
  public struct Routing: Sendable, Encodable {
    /// The kind of work, for example "code_generation".
    public var category: String
    /// The capabilities the skill provides, each with the words that call for it.
    public var capabilities: [String: Capability]
    /// What a plan shows for a step with this skill, for example "Generate Python code".
    public var task: String
    /// True if running the skill twice does no harm: a crashed step may then be retried.
    public var idempotent: Bool

    public init(
      category: String, capabilities: [String: Capability], task: String, idempotent: Bool
    ) {
      self.category = category
      self.capabilities = capabilities
      self.task = task
      self.idempotent = idempotent
    }
  }

  /// A request needs a capability if one of `verbs` occurs in it (or `verbs` is empty) and one of
  /// `objects` does; or if it consists of phrases of `alone` and nothing else. All hold words or phrases.
  public struct Capability: Sendable, Encodable {
    public var verbs: [String]
    public var objects: [String]
    public var alone: [String]

    public init(verbs: [String] = [], objects: [String] = [], alone: [String] = []) {
      self.verbs = verbs
      self.objects = objects
      self.alone = alone
    }
  }

  /// The skill's name in requests, for example "write_python".
  public var id: String
  public var name: String
  public var description: String
  public var tags: [String]
  /// Requests that the skill answers, in the words of a user.
  public var examples: [String]
  /// Media types that the skill reads.
  public var inputModes: [String]
  /// Media types that the skill produces.
  public var outputModes: [String]
  /// Nil: requests that name one of the tags.
  public var routing: Routing?

  public init(
    id: String, name: String, description: String, tags: [String], examples: [String] = [],
    inputModes: [String] = ["text/plain"], outputModes: [String] = ["text/plain"],
    routing: Routing? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.tags = tags
    self.examples = examples
    self.inputModes = inputModes
    self.outputModes = outputModes
    self.routing = routing
  }
}

extension AgentSkill: Encodable {
  private enum CodingKeys: String, CodingKey {
    // Routing belongs into the card's "hermes" member, beside the A2A fields.
    case id, name, description, tags, examples, inputModes, outputModes
  }
}
