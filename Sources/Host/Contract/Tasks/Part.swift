/// A piece of a message or an artifact (A2A v1.0, `Part`): text, or a blob of the task.
package struct Part: Sendable, Equatable {
  /// The default media type.
  package static let plainText = "text/plain"

  /// Content that is stored next to the task instead of in its JSON (hermes.blob/1).
  package struct Blob: Sendable, Equatable {
    /// Valid within the task.
    package let id: String
    /// The size of the content in bytes.
    package let bytes: Int
    package init(id: String, bytes: Int) {
      self.id = id
      self.bytes = bytes
    }
  }

  /// Empty if the part is a blob.
  package var text: String
  /// The stored content; nil if the part is text.
  package var blob: Blob?
  /// The media type; `text/plain` by default.
  package var mediaType: String
  /// Set if the part is a file; nil for the words of a message.
  package var filename: String?

  package init(text: String, mediaType: String = Part.plainText, filename: String? = nil) {
    self.text = text
    self.mediaType = mediaType
    self.filename = filename
  }

  /// The size of the content in bytes.
  package var bytes: Int { blob?.bytes ?? text.utf8.count }

  /// As agents receive it and as it is stored.
  package var json: JSONValue {
    var object = JSONObject()
    if let blob {
      object["blob"] = .string(blob.id)
      object["bytes"] = .int(Int64(blob.bytes))
    } else {
      object["text"] = .string(text)
    }
    object["mediaType"] = .string(mediaType)
    if let filename { object["filename"] = .string(filename) }
    return .object(object)
  }

  /// Parses a part with `text`, or one with `data`, whose JSON text becomes the content. nil for
  /// anything else.
  package init?(json: JSONValue) {
    let mediaType = json["mediaType"]?.string ?? json["media_type"]?.string
    if let text = json["text"]?.string {
      self.init(text: text, mediaType: mediaType ?? Part.plainText)
    } else if let data = json["data"] {
      self.init(text: JSONWriter.text(data), mediaType: mediaType ?? "application/json")
    } else {
      return nil
    }
    filename = json["filename"]?.string
  }

  /// As `init(json:)`, but also accepts a part with `blob`. Only for output of agents, never for a
  /// client's message.
  package init?(ofArtifact json: JSONValue) {
    guard let id = json["blob"]?.string else {
      self.init(json: json)
      return
    }
    self.init(
      text: "", mediaType: json["mediaType"]?.string ?? "application/octet-stream",
      filename: json["filename"]?.string)
    blob = Blob(id: id, bytes: Int(json["bytes"]?.int ?? 0))
  }
}
