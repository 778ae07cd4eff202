/// What an agent says of itself: an A2A v1.0 card and its `hermes` block. Read once and shared from then on, since
/// every task looks at every card.
package final class AgentCard: Sendable, Equatable {
  package let name: String
  package let description: String
  package let version: String
  package let skills: [Skill]
  /// Calls that may be open at once: 1...1024.
  package let maxConcurrency: Int
  /// nil: the server's default.
  package let deadline: Duration?
  /// Host extensions that the agent can't do without.
  package let requires: [String]
  /// The whole card as the library gave it.
  package let json: JSONValue

  init(
    name: String, description: String, version: String, skills: [Skill], maxConcurrency: Int,
    deadline: Duration?, requires: [String], json: JSONValue
  ) {
    self.name = name
    self.description = description
    self.version = version
    self.skills = skills
    self.maxConcurrency = maxConcurrency
    self.deadline = deadline
    self.requires = requires
    self.json = json
  }

  /// The same card with other skills.
  package func withSkills(_ skills: [Skill]) -> AgentCard {
    AgentCard(
      name: name, description: description, version: version, skills: skills,
      maxConcurrency: maxConcurrency, deadline: deadline, requires: requires, json: json)
  }

  package static func == (one: AgentCard, other: AgentCard) -> Bool {
    // All else is read from the JSON.
    one === other || one.skills == other.skills && one.json == other.json
  }
}

/// One thing an agent can do.
package struct Skill: Sendable, Equatable {
  package var id: String
  package var name: String
  package var description: String
  package var tags: [String]
  package var examples: [String]
  package let inputModes: [String]
  package let outputModes: [String]
  package let types: SkillTypes
  package var category: String?
  /// What the skill is responsible for in a plan, with the words that ask for it.
  package var capabilities: [Capability]
  /// A short imperative for the plan: "Generate Python code".
  package var task: String
  /// Whether repeating a call with the same step key does no harm.
  package var isIdempotent: Bool

  package init(
    id: String, name: String, description: String, tags: [String], examples: [String],
    inputModes: [String], outputModes: [String], category: String?, capabilities: [Capability],
    task: String, isIdempotent: Bool
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.tags = tags
    self.examples = examples
    self.inputModes = inputModes
    self.outputModes = outputModes
    types = SkillTypes(inputModes: inputModes, outputModes: outputModes)
    self.category = category
    self.capabilities = capabilities
    self.task = task
    self.isIdempotent = isIdempotent
  }
}

/// A named ability and the words by which a request asks for it: one of `verbs`, unless there are
/// none, and one of `objects`; or nothing but phrases of `alone`.
package struct Capability: Sendable, Equatable, Codable {
  package var name: String
  package var verbs: [String]
  package var objects: [String]
  /// What asks for it only as the whole request: "help" does, "help me write a letter" does not.
  package var alone: [String]

  package init(name: String, verbs: [String], objects: [String], alone: [String] = []) {
    self.name = name
    self.verbs = verbs
    self.objects = objects
    self.alone = alone
  }
}
