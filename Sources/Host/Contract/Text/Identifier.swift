/// An id that cannot be confused with another kind of id.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
  /// Only ASCII letters, digits and `-._~%`.
  package let text: String

  /// - Parameter text: an id that the host created, or any text that a client sent. Characters that
  ///   no id contains are percent-encoded, so that such text names nothing. Ids are bound to SQL
  ///   statements, compared and written into JSON unescaped, and SQLite would end a bound text at
  ///   U+0000.
  package init(_ text: String) {
    self.text = text.utf8.allSatisfy(Self.isPlain) ? text : PathSegment.encoded(text)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// A new random id: 32 hexadecimal digits, 128 bits from the system's generator.
  package static func random() -> Self {
    var generator = SystemRandomNumberGenerator()
    return Self((0..<2).map { _ in Self.hexadecimal(generator.next()) }.joined())
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package var description: String { text }
}

/// Marks the ids of tasks.
package enum TaskKind {}
/// Marks the ids of users.
package enum UserKind {}
/// Marks the ids of conversations.
package enum ConversationKind {}
/// Marks the ids of login sessions.
package enum SessionKind {}
/// Marks the ids of questions to users.
package enum InputKind {}
/// Marks the ids of API keys.
package enum APIKeyKind {}

/// The id of a task.
package typealias TaskID = Identifier<TaskKind>
/// The id of a user account.
package typealias UserID = Identifier<UserKind>
/// The id of a conversation.
package typealias ConversationID = Identifier<ConversationKind>
/// The id of a login session.
package typealias SessionID = Identifier<SessionKind>
/// The id of an API key; not secret.
package typealias APIKeyID = Identifier<APIKeyKind>
/// The id of a question to the owner of a task.
package typealias InputID = Identifier<InputKind>
