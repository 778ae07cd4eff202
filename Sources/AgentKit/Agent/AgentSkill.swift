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
    /// True if running the skill twice does no harm: a step that was interrupted may then be
    /// retried.
    public var idempotent: Bool

    /// Creates the routing.
    public init(
      category: String, capabilities: [String: Capability], task: String, idempotent: Bool
    ) {
      self.category = category
      self.capabilities = capabilities
      self.task = task
      self.idempotent = idempotent
    }
  }

  /// The words that call for a capability. A request needs it if one of `verbs` occurs in the
  /// request (or `verbs` is empty) and one of `objects` does, or if the request consists only of
  /// phrases of `alone`. All three hold words or phrases.
  public struct Capability: Sendable, Encodable {
    /// What is to be done; empty: any verb.
    public var verbs: [String]
    /// What it is done to.
    public var objects: [String]
    /// Phrases that are a whole request.
    public var alone: [String]

    /// Creates a capability.
    public init(verbs: [String] = [], objects: [String] = [], alone: [String] = []) {
      self.verbs = verbs
      self.objects = objects
      self.alone = alone
    }
  }

  /// The skill's name in requests, for example "write_python".
  public var id: String
  /// The skill's name for people.
  public var name: String
  /// One or two sentences for people and for search.
  public var description: String
  /// Keywords; without `routing`, requests that name one of them get the skill.
  public var tags: [String]
  /// Sample requests, in a user's words.
  public var examples: [String]
  /// Media types that the skill reads.
  public var inputModes: [String]
  /// Media types that the skill produces.
  public var outputModes: [String]
  /// How requests are routed to the skill. Nil: requests that name one of the tags.
  public var routing: Routing?

  /// Creates a skill.
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
    // Routing belongs in the card's "hermes" member, beside the A2A fields.
    case id, name, description, tags, examples, inputModes, outputModes
  }
}
