/// Encodes arbitrary names as one segment of a URL path (RFC 3986).
package enum PathSegment {
  /// Replaces every byte that is not unreserved, including slashes, with %XX.
  package static func encoded(_ text: String) -> String {
    var segment = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        segment.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        segment += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return segment
  }

  /// nil if a % is not followed by two hexadecimal digits, or if the bytes are not UTF-8.
  package static func decoded(_ segment: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(segment.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let high = digit(rest.popFirst()), let low = digit(rest.popFirst())
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "-._~".utf8.contains(byte)
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let byte) where (0x30...0x39).contains(byte): byte - 0x30
    case .some(let byte) where (0x61...0x66).contains(byte | 0x20): (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }
}
