/// Server frames (RFC 6455, section 5.2): unmasked, final, unfragmented.
package enum Frame {
  /// The opcodes of RFC 6455, section 5.2.
  package enum Opcode: UInt8 {
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA
  }

  /// - Parameter isCompressed: whether the payload is a message of permessage-deflate (RFC 7692).
  package static func encode(
    _ opcode: Opcode, payload: some Collection<UInt8>, isCompressed: Bool = false
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(payload.count + 10)
    append(opcode, payload: payload, isCompressed: isCompressed, to: &out)
    return out
  }

  /// The same, appended to `out`.
  static func append(
    _ opcode: Opcode, payload: some Collection<UInt8>, isCompressed: Bool = false,
    to out: inout [UInt8]
  ) {
    let count = payload.count
    out.append((isCompressed ? 0xC0 : 0x80) | opcode.rawValue)
    switch count {
    case 0..<126: out.append(UInt8(count))
    case 126..<65536:
      out.append(126)
      out.append(contentsOf: [UInt8(count >> 8), UInt8(count & 0xFF)])
    default:
      out.append(127)
      for shift in stride(from: 56, through: 0, by: -8) {
        out.append(UInt8(truncatingIfNeeded: count >> shift))
      }
    }
    out.append(contentsOf: payload)
  }

  /// A close frame. The reason is cut to the 123 bytes that a control frame can hold.
  package static func close(code: UInt16, reason: String) -> [UInt8] {
    var text = reason
    while text.utf8.count > 123 { text.removeLast() }
    return encode(.close, payload: [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(text.utf8))
  }
}
