/// Validates text that arrives in pieces: whether the pieces so far can be the beginning of UTF-8
/// (RFC 3629, section 4).
struct UTF8Prefix {
  /// How many bytes the last character still needs, and the range of the next one.
  private var missing = 0
  private var next: ClosedRange<UInt8> = tail

  private static let tail: ClosedRange<UInt8> = 0x80...0xBF

  mutating func accepts(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { accepts($0) }
  }

  private mutating func accepts(_ byte: UInt8) -> Bool {
    guard missing == 0 else {
      defer { next = Self.tail }
      missing -= 1
      return next.contains(byte)
    }
    switch byte {
    case 0x00...0x7F: return true
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default: return false
    }
    // No overlong forms, no surrogates, nothing past U+10FFFF.
    switch byte {
    case 0xE0: next = 0xA0...0xBF
    case 0xED: next = 0x80...0x9F
    case 0xF0: next = 0x90...0xBF
    case 0xF4: next = 0x80...0x8F
    default: break
    }
    return true
  }
}
