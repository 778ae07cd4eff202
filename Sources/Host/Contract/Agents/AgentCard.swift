/// An agent's description of itself: an A2A v1.0 card and its `hermes` block. Parsed once and
/// shared, because every task examines every card.
package final class AgentCard: Sendable, Equatable {
  /// 1 to 64 of A-Z a-z 0-9 _ . -; unique among loaded agents.
  package let name: String
  /// What the agent does, for people and for planning.
  package let description: String
  /// The agent's version, as the card states it; free text.
  package let version: String
  /// At least one; their ids are unique within the card.
  package let skills: [Skill]
  /// Calls that may run concurrently: 1...1024; 1 if the card does not say.
  package let maxConcurrency: Int
  /// How long a call may take: 1 ms...24 h; nil means the server's default.
  package let deadline: Duration?
  /// Host extensions that the agent requires.
  package let requires: [String]
  /// The whole card as the library supplied it.
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

  /// The same card with other skills; `json` is unchanged.
  package func withSkills(_ skills: [Skill]) -> AgentCard {
    AgentCard(
      name: name, description: description, version: version, skills: skills,
      maxConcurrency: maxConcurrency, deadline: deadline, requires: requires, json: json)
  }

  package static func == (one: AgentCard, other: AgentCard) -> Bool {
    // All other members are derived from the JSON.
    one === other || one.skills == other.skills && one.json == other.json
  }
}

/// One thing that an agent can do.
package struct Skill: Sendable, Equatable {
  /// Unique within its card.
  package var id: String
  /// A short title for people.
  package var name: String
  /// What the skill does; at least one character.
  package var description: String
  /// Keywords for the search; may be empty.
  package var tags: [String]
  /// Example requests; may be empty.
  package var examples: [String]
  /// Media types or ranges that the skill accepts; `text/plain` if neither the skill nor the card
  /// names any.
  package let inputModes: [String]
  /// Media types that the skill produces; `text/plain` if neither the skill nor the card names any.
  package let outputModes: [String]
  /// `inputModes` and `outputModes`, prepared for comparison once.
  package let types: SkillTypes
  /// The intent category that the skill serves; nil if the card names none.
  package var category: String?
  /// The capabilities that the skill contributes to a plan, with the words that request them.
  package var capabilities: [Capability]
  /// A short imperative for the plan: "Generate Python code". The description if the card gives
  /// none.
  package var task: String
  /// Whether repeating a call with the same step key is harmless; false unless the card says so.
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

/// A named ability and the words by which a request asks for it: one of `verbs` (any, if that is
/// empty) together with one of `objects`; or a phrase of `alone` as the whole request.
package struct Capability: Sendable, Equatable, Codable {
  /// The name by which plans and `required_capabilities` refer to it.
  package var name: String
  /// Verbs that request it; empty means that the objects suffice.
  package var verbs: [String]
  /// Objects that request it together with a verb.
  package var objects: [String]
  /// Phrases that request it only as the whole request: "help" does, "help me write a letter" does
  /// not.
  package var alone: [String]

  package init(name: String, verbs: [String], objects: [String], alone: [String] = []) {
    self.name = name
    self.verbs = verbs
    self.objects = objects
    self.alone = alone
  }
}
