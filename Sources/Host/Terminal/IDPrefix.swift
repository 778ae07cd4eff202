/// The beginning of a task id, as people type it.
package struct IDPrefix: Sendable, Equatable {
  /// The digits of a complete id.
  package static let wholeLength = 32
  /// Fewer digits are refused.
  package static let leastLength = 6

  /// Why a text is not the beginning of an id.
  package enum Fault: Error, Equatable {
    case notAnID
    case tooShort
  }

  /// The text as it was typed.
  package let text: String

  /// - Throws: `Fault`.
  package init(_ text: String) throws(Fault) {
    let isID = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
    }
    guard !text.isEmpty, isID else { throw .notAnID }
    guard text.utf8.count >= Self.leastLength else { throw .tooShort }
    self.text = text
  }

  /// Whether it is a complete id.
  package var isWhole: Bool { text.utf8.count >= Self.wholeLength }

  /// Whether an id begins with the text.
  package func matches(_ id: String) -> Bool { id.utf8.starts(with: text.utf8) }
}
