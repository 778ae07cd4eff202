/// The bytes of a JSON string up to the first that needs attention: a quotation mark, a backslash
/// or a control character. Scans eight bytes at a time, because the text of every event is read and
/// written this way.
struct JSONRun {
  /// Where the run ends: at such a byte or at the end of the text.
  let end: Int
  let isASCII: Bool

  init(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var index = start
    var union: UInt64 = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found = Self.special(word)
      guard found == 0 else {
        // Borrows only propagate upwards, so the lowest mark is correct whatever the higher bytes
        // are.
        let plain = found.trailingZeroBitCount / 8
        end = index + plain
        isASCII = (union | (word & ~(UInt64.max << UInt64(plain * 8)))) & Self.highBits == 0
        return
      }
      union |= word
      index += 8
    }
    var tail: UInt8 = 0
    while index < bytes.count, !Self.isSpecial(bytes[index]) {
      tail |= bytes[index]
      index += 1
    }
    end = index
    isASCII = union & Self.highBits == 0 && tail < 0x80
  }

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each special byte, and possibly of bytes above the first of them.
  private static func special(_ word: UInt64) -> UInt64 {
    let quote = word ^ (lowBits &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (lowBits &* UInt64(UInt8(ascii: "\\")))
    return
      (((word &- lowBits &* 0x20) & ~word) | ((quote &- lowBits) & ~quote)
      | ((backslash &- lowBits) & ~backslash)) & highBits
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
