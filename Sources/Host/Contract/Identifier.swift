/// An id that cannot be mistaken for another kind of id.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
  /// Letters, digits and `-._~%` of ASCII alone.
  package let text: String

  /// - Parameter text: of the host's own making, or whatever a client has sent: what no id has in it is written in
  ///   another way, so that it names nothing. Ids are bound to statements, compared and written into JSON as they are,
  ///   and a statement would take one with U+0000 for what stands before that.
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
