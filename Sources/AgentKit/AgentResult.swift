/// What a call ends with.
public struct AgentResult: Sendable, Encodable {
  /// One line for a person.
  public var text: String?
  public var artifacts: [AgentArtifact]

  public init(text: String? = nil, artifacts: [AgentArtifact] = []) {
    self.text = text
    self.artifacts = artifacts
  }
}
