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

  /// What is said: the text parts that are no files, joined by blank lines.
  package var text: String {
    parts.filter { $0.mediaType == Part.plainText && $0.filename == nil }.map(\.text)
      .joined(separator: "\n\n")
  }

  package var json: JSONValue {
    [
      "messageId": .string(id), "role": .string(role.rawValue),
      "parts": .array(parts.map(\.json)),
    ]
  }
}
