/// What a call ends with.
public struct AgentResult: Sendable, Codable {
  /// One line for a person.
  public var text: String?
  public var artifacts: [AgentArtifact]

  public init(text: String? = nil, artifacts: [AgentArtifact] = []) {
    self.text = text
    self.artifacts = artifacts
  }

  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    text = try object.decodeIfPresent(String.self, forKey: .text)
    artifacts = try object.decodeIfPresent([AgentArtifact].self, forKey: .artifacts) ?? []
  }
}
