/// Something that an agent made: a file, in one or more parts.
public struct AgentArtifact: Sendable, Codable, Hashable {
  /// Unique within the call; chunks and the result use the same one.
  public var artifactId: String
  /// A name to show, for example a file name.
  public var name: String?
  /// A short description for people.
  public var description: String?
  /// The content, in order.
  public var parts: [AgentPart]
  /// The artifact's origin and anything else that its next reader should know.
  public var metadata: [String: JSONValue]?

  /// Creates an artifact.
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
