/// An id that cannot be mistaken for another kind of id.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// A new random id: 32 hexadecimal digits, 128 bits of the system's generator.
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

package enum TaskKind {}
package enum UserKind {}
package enum ConversationKind {}
package enum SessionKind {}
package enum InputKind {}

package typealias TaskID = Identifier<TaskKind>
package typealias UserID = Identifier<UserKind>
package typealias ConversationID = Identifier<ConversationKind>
package typealias SessionID = Identifier<SessionKind>
package typealias InputID = Identifier<InputKind>
