/// Something that an agent made: a file, in one or more parts.
public struct AgentArtifact: Sendable, Codable, Hashable {
  /// Unique within the call; chunks and the result use the same one.
  public var artifactId: String
  public var name: String?
  public var description: String?
  public var parts: [AgentPart]
  /// Where it comes from and whatever else the next reader should know.
  public var metadata: [String: JSONValue]?

  public init(
    artifactId: String, name: String, description: String? = nil, parts: [AgentPart],
    metadata: [String: JSONValue]? = nil
  ) {
    self.artifactId = artifactId
    self.name = name
    self.description = description
    self.parts = parts
    self.metadata = metadata
  }
}
