/// An artifact without its content, which may be large.
package struct ArtifactSummary: Sendable, Equatable {
  /// The number of the step that made it.
  package var step: Int
  /// Its index among the artifacts of its step, from 0.
  package var position: Int
  /// The artifact's id.
  package var id: String
  /// The artifact's name.
  package var name: String
  /// May be empty.
  package var description: String
  /// The media type of its first part.
  package var mediaType: String
  /// The size of the content in bytes.
  package var bytes: Int
  /// Free data of the agent.
  package var metadata: JSONValue

  package init(_ artifact: Artifact, step: Int, position: Int) {
    self.step = step
    self.position = position
    id = artifact.id
    name = artifact.name
    description = artifact.description
    mediaType = artifact.mediaType
    bytes = artifact.bytes
    metadata = artifact.metadata
  }

  /// Parses the stored form; its step and position are stored separately.
  package init?(json: JSONValue, step: Int, position: Int) {
    guard let id = json["id"]?.string, let name = json["name"]?.string,
      let mediaType = json["media_type"]?.string, let bytes = json["bytes"]?.int
    else { return nil }
    self.step = step
    self.position = position
    self.id = id
    self.name = name
    description = json["description"]?.string ?? ""
    self.mediaType = mediaType
    self.bytes = Int(bytes)
    metadata = json["metadata"] ?? .object(JSONObject())
  }

  /// The stored form, without step and position.
  package var json: JSONValue {
    [
      "id": .string(id), "name": .string(name), "description": .string(description),
      "media_type": .string(mediaType), "bytes": .int(Int64(bytes)), "metadata": metadata,
    ]
  }

  /// The form that clients receive; the content is at the link.
  package func publicJSON(of task: TaskID, under path: PublicPath) -> JSONValue {
    [
      "artifact_id": .string(id), "name": .string(name), "description": .string(description),
      "media_type": .string(mediaType), "step_number": .int(Int64(step)),
      "bytes": .int(Int64(bytes)), "metadata": metadata,
      "href": .string(path.link(to: href(of: task))),
    ]
  }

  /// The path of its content, percent-encoded and ready to fetch: an agent may use any characters
  /// in an id.
  package func href(of task: TaskID) -> String {
    "/api/v1/tasks/\(task)/artifacts/\(step)-\(PathSegment.encoded(id))"
  }
}
