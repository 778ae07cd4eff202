/// A product of a step (A2A v1.0, `Artifact`).
package struct Artifact: Sendable, Equatable {
  /// As the agent chose it; never empty, any characters.
  package var id: String
  /// A file name or title; the id if the agent gave none.
  package var name: String
  /// May be empty.
  package var description: String
  /// The content; at least one part.
  package var parts: [Part]
  /// Free data of the agent.
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

  /// The media type of the first part.
  package var mediaType: String { parts.first?.mediaType ?? Part.plainText }
  /// The text of all its text parts, joined.
  package var text: String { parts.map(\.text).joined() }
  /// The size of the content in bytes.
  package var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }
  /// Whether any part refers to a stored blob.
  package var hasBlobs: Bool { parts.contains { $0.blob != nil } }

  /// As an agent receives it.
  package var json: JSONValue {
    [
      "artifactId": .string(id), "name": .string(name), "description": .string(description),
      "parts": .array(parts.map(\.json)), "metadata": metadata,
    ]
  }

  /// nil if the JSON has no id or parts, or if one of its parts can't be read.
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
