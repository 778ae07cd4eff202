/// What is known of an artifact without its content, which may be large.
package struct ArtifactSummary: Sendable, Equatable {
  package var step: Int
  /// Its place among the artifacts of its step, from 0.
  package var position: Int
  package var id: String
  package var name: String
  package var description: String
  package var mediaType: String
  /// Of the content.
  package var bytes: Int
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

  /// As it is stored; its step and position are stored beside it.
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

  package var json: JSONValue {
    [
      "id": .string(id), "name": .string(name), "description": .string(description),
      "media_type": .string(mediaType), "bytes": .int(Int64(bytes)), "metadata": metadata,
    ]
  }

  /// What clients are told of it; its content is at the link.
  package func publicJSON(of task: TaskID) -> JSONValue {
    [
      "artifact_id": .string(id), "name": .string(name), "description": .string(description),
      "media_type": .string(mediaType), "step_number": .int(Int64(step)),
      "bytes": .int(Int64(bytes)), "metadata": metadata, "href": .string(href(of: task)),
    ]
  }

  /// Where its content is, to be fetched as it stands: an id may be anything that an agent likes.
  package func href(of task: TaskID) -> String {
    "/api/v1/tasks/\(task)/artifacts/\(step)-\(PathSegment.encoded(id))"
  }
}
