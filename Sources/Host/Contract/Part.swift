/// A piece of a message or an artifact (A2A v1.0, `Part`): text, or a blob of the task.
package struct Part: Sendable, Equatable {
  package static let plainText = "text/plain"

  /// Content that is kept beside the task and not in its JSON (hermes.blob/1).
  package struct Blob: Sendable, Equatable {
    package let id: String
    package let bytes: Int
    package init(id: String, bytes: Int) {
      self.id = id
      self.bytes = bytes
    }
  }

  /// Empty if it is a blob.
  package var text: String
  package var blob: Blob?
  package var mediaType: String
  package var filename: String?

  package init(text: String, mediaType: String = Part.plainText, filename: String? = nil) {
    self.text = text
    self.mediaType = mediaType
    self.filename = filename
  }

  /// The size of the content.
  package var bytes: Int { blob?.bytes ?? text.utf8.count }

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

  /// A part with `text`; with `data`, its JSON text. nil for anything else.
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

  /// As `init(json:)`, and a part with `blob`: only of what an agent made, never of a client's message.
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
