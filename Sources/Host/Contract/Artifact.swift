/// What a step produced (A2A v1.0, `Artifact`).
package struct Artifact: Sendable, Equatable {
  package var id: String
  package var name: String
  package var description: String
  package var parts: [Part]
  package var metadata: JSONValue

  package init(
    id: String, name: String, description: String = "", parts: [Part],
    metadata: JSONValue = .object(JSONObject())
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.parts = parts
    self.metadata = metadata
  }

  package var mediaType: String { parts.first?.mediaType ?? Part.plainText }
  /// Of its parts that are text.
  package var text: String { parts.map(\.text).joined() }
  package var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }
  package var hasBlobs: Bool { parts.contains { $0.blob != nil } }

  /// As an agent receives it.
  package var json: JSONValue {
    [
      "artifactId": .string(id), "name": .string(name), "description": .string(description),
      "parts": .array(parts.map(\.json)), "metadata": metadata,
    ]
  }

  /// nil if it has no id, name or part that could be read.
  package init?(json: JSONValue) {
    guard let id = json["artifactId"]?.string ?? json["artifact_id"]?.string, !id.isEmpty,
      let rawParts = json["parts"]?.array, !rawParts.isEmpty
    else { return nil }
    let parts = rawParts.compactMap(Part.init(ofArtifact:))
    guard parts.count == rawParts.count else { return nil }
    self.init(
      id: id, name: json["name"]?.string ?? id, description: json["description"]?.string ?? "",
      parts: parts, metadata: json["metadata"] ?? .object(JSONObject()))
  }
}
