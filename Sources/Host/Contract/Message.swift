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
