/// One turn of a conversation (A2A v1.0, `Message`).
package struct Message: Sendable, Equatable {
  package enum Role: String, Sendable {
    case user = "ROLE_USER"
    case agent = "ROLE_AGENT"
  }

  package var id: String
  package var role: Role
  package var parts: [Part]

  package init(id: String = TaskID.random().text, role: Role = .user, parts: [Part]) {
    self.id = id
    self.role = role
    self.parts = parts
  }

  /// The text parts, joined by blank lines.
  package var text: String {
    parts.compactMap { $0.mediaType == Part.plainText ? $0.text : nil }.joined(separator: "\n\n")
  }

  package var json: JSONValue {
    [
      "messageId": .string(id), "role": .string(role.rawValue),
      "parts": .array(parts.map(\.json)),
    ]
  }
}

/// A piece of text of a message or an artifact (A2A v1.0, `Part` with `text`).
package struct Part: Sendable, Equatable {
  package static let plainText = "text/plain"

  package var text: String
  package var mediaType: String
  package var filename: String?

  package init(text: String, mediaType: String = Part.plainText, filename: String? = nil) {
    self.text = text
    self.mediaType = mediaType
    self.filename = filename
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["text"] = .string(text)
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
}
