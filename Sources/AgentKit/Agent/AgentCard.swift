import Foundation

/// What an agent offers: the A2A AgentCard, with the Hermes block that routing reads.
public struct AgentCard: Sendable {
  /// The agent's name, unique on a server.
  public var name: String
  /// One or two sentences for people and for search.
  public var description: String
  /// The agent's version, for example "1.0.0".
  public var version: String
  /// How many calls of one instance may be open concurrently, 1...1024.
  public var maxConcurrency: Int
  /// The time limit for a call, in milliseconds. Nil: the server's default.
  public var deadlineMilliseconds: Int?
  /// Ids of host extensions without which the agent can't work.
  public var requires: [String]
  /// What the agent can do; at least one.
  public var skills: [AgentSkill]

  /// Creates a card.
  public init(
    name: String, description: String, version: String, maxConcurrency: Int = 1,
    deadlineMilliseconds: Int? = nil, requires: [String] = [], skills: [AgentSkill]
  ) {
    self.name = name
    self.description = description
    self.version = version
    self.maxConcurrency = maxConcurrency
    self.deadlineMilliseconds = deadlineMilliseconds
    self.requires = requires
    self.skills = skills
  }
}

extension AgentCard: Encodable {
  private enum Key: String, CodingKey {
    case name, description, version, defaultInputModes, defaultOutputModes, capabilities, skills
    case hermes
  }

  private struct Hermes: Encodable {
    let maxConcurrency: Int
    let deadlineMilliseconds: Int?
    let requires: [String]
    let skills: [String: AgentSkill.Routing]

    enum CodingKeys: String, CodingKey {
      case maxConcurrency = "max_concurrency"
      case deadlineMilliseconds = "deadline_ms"
      case requires, skills
    }
  }

  /// Encodes the card as an A2A AgentCard, with the routing under "hermes".
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(name, forKey: .name)
    try object.encode(description, forKey: .description)
    try object.encode(version, forKey: .version)
    try object.encode(Self.union(skills.map(\.inputModes)), forKey: .defaultInputModes)
    try object.encode(Self.union(skills.map(\.outputModes)), forKey: .defaultOutputModes)
    try object.encode(["streaming": true], forKey: .capabilities)
    try object.encode(skills, forKey: .skills)
    let routing = skills.compactMap { skill in skill.routing.map { (skill.id, $0) } }
    try object.encode(
      Hermes(
        maxConcurrency: maxConcurrency, deadlineMilliseconds: deadlineMilliseconds,
        requires: requires, skills: Dictionary(routing, uniquingKeysWith: { first, _ in first })),
      forKey: .hermes)
  }

  private static func union(_ lists: [[String]]) -> [String] {
    var seen = Set<String>()
    return lists.joined().filter { seen.insert($0).inserted }
  }
}
