/// The result of a call.
public struct AgentResult: Sendable, Codable {
  /// One line for the user.
  public var text: String?
  /// The files that the call made.
  public var artifacts: [AgentArtifact]

  /// Creates a result.
  public init(text: String? = nil, artifacts: [AgentArtifact] = []) {
    self.text = text
    self.artifacts = artifacts
  }

  /// Decodes a result; both members are optional.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    text = try object.decodeIfPresent(String.self, forKey: .text)
    artifacts = try object.decodeIfPresent([AgentArtifact].self, forKey: .artifacts) ?? []
  }
}
