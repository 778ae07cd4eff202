/// What an agent says of itself: an A2A v1.0 card and its `hermes` block.
package struct AgentCard: Sendable, Equatable {
  package var name: String
  package var description: String
  package var version: String
  package var skills: [Skill]
  /// Calls that may be open at once: 1...1024.
  package var maxConcurrency: Int
  /// nil: the server's default.
  package var deadline: Duration?
  /// Host extensions that the agent can't do without.
  package var requires: [String]
  /// The whole card as the library gave it.
  package var json: JSONValue
}

/// One thing an agent can do.
package struct Skill: Sendable, Equatable {
  package var id: String
  package var name: String
  package var description: String
  package var tags: [String]
  package var examples: [String]
  package var inputModes: [String]
  package var outputModes: [String]
  package var category: String?
  /// What the skill is responsible for in a plan, with the words that ask for it.
  package var capabilities: [Capability]
  /// A short imperative for the plan: "Generate Python code".
  package var task: String
  /// Whether repeating a call with the same step key does no harm.
  package var isIdempotent: Bool
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
