import HermesCompression
import NIOCore
import NIOWebSocket
import Testing

@testable import HermesWebSocket

struct FrameRulesTests {
  private static let limit = 1000

  private func frame(
    _ opcode: WebSocketOpcode, _ payload: [UInt8] = [], fin: Bool = true, masked: Bool = true,
    rsv1: Bool = false, rsv2: Bool = false, rsv3: Bool = false
  ) -> WebSocketFrame {
    let key: WebSocketMaskingKey = [1, 2, 3, 4]
    var data = ByteBuffer(bytes: payload)
    if masked { data.webSocketMask(key) }
    return WebSocketFrame(
      fin: fin, rsv1: rsv1, rsv2: rsv2, rsv3: rsv3, opcode: opcode, maskKey: masked ? key : nil,
      data: data)
  }

  private func run(_ frames: WebSocketFrame...) -> [FrameRules.Event] {
    var rules = FrameRules(maximumMessageBytes: Self.limit)
    return frames.map { rules.receive($0) }
  }

  /// The code with which the last of the frames closes the connection, or nil.
  private func code(_ frames: WebSocketFrame...) -> UInt16? {
    var rules = FrameRules(maximumMessageBytes: Self.limit)
    var code: UInt16?
    for frame in frames {
      if case .close(let value, _) = rules.receive(frame) { code = value } else { code = nil }
    }
    return code
  }

  @Test("Whole messages of every kind are handed on")
  func whole() {
    #expect(
      run(frame(.text, Array("é".utf8)), frame(.text), frame(.binary, [0xFF])) == [
        .text("é"), .text(""), .binary([0xFF]),
      ])
    #expect(
      run(frame(.ping, [1]), frame(.pong, [1]), frame(.ping)) == [.ping([1]), .pong, .ping([])])
  }

  @Test(
    "Fragments are joined, with control frames in between, and text may be cut inside a character")
  func fragments() {
    #expect(
      run(
        frame(.text, [0xC3], fin: false), frame(.ping, [7]), frame(.continuation, [], fin: false),
        frame(.continuation, [0xA9]), frame(.binary, [1])
      ) == [.nothing, .ping([7]), .nothing, .text("é"), .binary([1])])
  }

  @Test("A frame that is not masked, or with a reserved bit, is a protocol fault (5.1, 5.2)")
  func header() {
    #expect(code(frame(.text, masked: false)) == 1002)
    #expect(code(frame(.ping, masked: false)) == 1002)
    #expect(code(frame(.text, rsv1: true)) == 1002)
    #expect(code(frame(.text, rsv2: true)) == 1002)
    #expect(code(frame(.text, rsv3: true)) == 1002)
  }

  @Test(
    "Unknown opcodes are a protocol fault (5.2)",
    arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
  func opcodes(value: UInt8) throws {
    #expect(code(frame(try #require(WebSocketOpcode(encodedWebSocketOpcode: value)))) == 1002)
  }

  @Test("Fragments out of order are a protocol fault (5.4)")
  func fragmentOrder() {
    #expect(code(frame(.continuation, [1])) == 1002)
    #expect(code(frame(.text, fin: false), frame(.text)) == 1002)
    #expect(code(frame(.binary, fin: false), frame(.text, fin: false)) == 1002)
    #expect(code(frame(.text, fin: false), frame(.continuation), frame(.continuation)) == 1002)
  }

  @Test("A control frame is short and whole (5.5)")
  func control() {
    let long = [UInt8](repeating: 1, count: 126)
    #expect(code(frame(.ping, Array(long.dropLast()))) == nil)
    #expect(code(frame(.ping, long)) == 1002 && code(frame(.pong, long)) == 1002)
    #expect(code(frame(.ping, fin: false)) == 1002 && code(frame(.pong, fin: false)) == 1002)
    #expect(code(frame(.connectionClose, [3, 0xE8] + long)) == 1002)
  }

  @Test("Text that is not UTF-8 is refused when the message is whole (8.1)")
  func utf8() {
    #expect(code(frame(.text, [0xC3])) == 1007)
    #expect(code(frame(.text, [0xED, 0xA0, 0x80])) == 1007)
    #expect(code(frame(.text, [0x61], fin: false), frame(.continuation, [0xFF])) == 1007)
    #expect(code(frame(.binary, [0xFF])) == nil)
  }

  @Test("A message past the limit is refused, whole or in pieces (1009)")
  func size() {
    let full = [UInt8](repeating: 0x61, count: Self.limit)
    #expect(code(frame(.text, full)) == nil && code(frame(.text, full + [0x61])) == 1009)
    #expect(code(frame(.binary, full, fin: false), frame(.continuation, [])) == nil)
    #expect(code(frame(.binary, full, fin: false), frame(.continuation, [1], fin: false)) == 1009)
    #expect(code(frame(.binary, full + [1], fin: false)) == 1009)
  }

  @Test(
    "A close is echoed with its code if that may be sent (7.4)",
    arguments: [
      (0, 1002), (999, 1002), (1000, 1000), (1001, 1001), (1003, 1003), (1004, 1002), (1005, 1002),
      (1006, 1002),
      (1007, 1007), (1011, 1011), (1014, 1014), (1015, 1002), (1016, 1002), (2999, 1002),
      (3000, 3000),
      (4401, 4401), (4999, 4999), (5000, 1002), (65535, 1002),
    ] as [(UInt16, UInt16)])
  func close(sent: UInt16, answered: UInt16) {
    #expect(code(frame(.connectionClose, [UInt8(sent >> 8), UInt8(sent & 0xFF)])) == answered)
  }

  @Test("A close may be empty; one byte, or a reason that is not UTF-8, is a fault")
  func closePayload() {
    #expect(code(frame(.connectionClose)) == 1000)
    #expect(code(frame(.connectionClose, [3])) == 1002)
    #expect(code(frame(.connectionClose, [3, 0xE8] + Array("ok é".utf8))) == 1000)
    #expect(code(frame(.connectionClose, [3, 0xE8, 0xC3])) == 1007)
  }

  // MARK: - Compression

  /// "Hello" as RFC 7692, section 7.2.3 has it.
  private static let hello: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]

  private func runCompressed(_ frames: WebSocketFrame..., limit: Int = limit) -> [FrameRules.Event]
  {
    var rules = FrameRules(
      maximumMessageBytes: limit, agreement: DeflateAgreement.negotiate(["permessage-deflate"]))
    return frames.map { rules.receive($0) }
  }

  private func compressedCode(_ frames: WebSocketFrame..., limit: Int = limit) -> UInt16? {
    var rules = FrameRules(
      maximumMessageBytes: limit, agreement: DeflateAgreement.negotiate(["permessage-deflate"]))
    let events = frames.map { rules.receive($0) }
    if case .close(let code, _)? = events.last { return code }
    return nil
  }

  @Test("Compressed messages are expanded, whole or in fragments, with others in between")
  func compressed() {
    #expect(
      runCompressed(
        frame(.text, Self.hello, rsv1: true), frame(.text, Array("plain".utf8)),
        frame(.binary, Array(Self.hello[..<3]), fin: false, rsv1: true), frame(.ping, [1]),
        frame(.continuation, [], fin: false), frame(.continuation, Array(Self.hello[3...])),
        frame(.text, [0xF2, 0x00, 0x11, 0x00, 0x00], rsv1: true),
        frame(.text, Array("pl".utf8), fin: false), frame(.continuation, Array("ain".utf8))
      ) == [
        .text("Hello"), .text("plain"), .nothing, .ping([1]), .nothing,
        .binary(Array("Hello".utf8)),
        .text("Hello"), .nothing, .text("plain"),
      ])
  }

  @Test("Only the first frame of a data message may say that it is compressed (RFC 7692, 6.1)")
  func compressedBit() {
    #expect(
      compressedCode(frame(.text, fin: false), frame(.continuation, Self.hello, rsv1: true)) == 1002
    )
    #expect(compressedCode(frame(.ping, rsv1: true)) == 1002)
    #expect(compressedCode(frame(.connectionClose, [3, 0xE8], rsv1: true)) == 1002)
    #expect(compressedCode(frame(.text, Self.hello, rsv1: true, rsv2: true)) == 1002)
    #expect(compressedCode(frame(.text, Self.hello, masked: false, rsv1: true)) == 1002)
  }

  @Test("The limit is on the expanded message, and what can't be expanded is refused")
  func expanded() {
    #expect(compressedCode(frame(.text, Self.hello, rsv1: true), limit: 5) == nil)
    #expect(compressedCode(frame(.text, Self.hello, rsv1: true), limit: 4) == 1009)
    #expect(compressedCode(frame(.text, [0xFF, 0xFF], rsv1: true)) == 1007)
    // "\u{FF}" as one byte is no UTF-8.
    #expect(
      compressedCode(frame(.text, [0x00, 0x01, 0x00, 0xFE, 0xFF, 0xFF, 0x00], rsv1: true)) == 1007)
  }
}
