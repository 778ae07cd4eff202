/// One turn of a conversation (A2A v1.0, `Message`).
package struct Message: Sendable, Equatable {
  /// The sender of a message.
  package enum Role: String, Sendable {
    case user = "ROLE_USER"
    case agent = "ROLE_AGENT"
  }

  /// Chosen by the sender; random if it gave none.
  package var id: String
  /// Who sent it.
  package var role: Role
  /// Text and files, in the sender's order.
  package var parts: [Part]

  package init(id: String = TaskID.random().text, role: Role = .user, parts: [Part]) {
    self.id = id
    self.role = role
    self.parts = parts
  }

  /// The words of the message: its plain-text parts that are not files, joined by blank lines.
  package var text: String {
    parts.filter { $0.mediaType == Part.plainText && $0.filename == nil }.map(\.text)
      .joined(separator: "\n\n")
  }

  /// As an agent receives it.
  package var json: JSONValue {
    [
      "messageId": .string(id), "role": .string(role.rawValue),
      "parts": .array(parts.map(\.json)),
    ]
  }
}
