import HermesCompression
import NIOCore
import NIOWebSocket

/// What RFC 6455 and RFC 7692 require of a client's frames. Pure: a frame in, what to do out.
struct FrameRules {
  enum Event: Equatable {
    case nothing
    case text(String)
    case binary([UInt8])
    case ping([UInt8])
    case pong
    /// The peer's close, or a fault: answer with this code and end.
    case close(UInt16, String)
  }

  private let maximumMessageBytes: Int
  private var inflater: Inflater?
  private var fragments: [UInt8] = []
  private var fragmentedOpcode: WebSocketOpcode?
  private var isCompressed = false
  /// For fragmented text, which is refused at the first fragment that cannot be valid.
  private var prefix = UTF8Prefix()

  /// - Parameters:
  ///   - maximumMessageBytes: of a whole message after decompression.
  ///   - agreement: nil if the client did not offer compression.
  init(maximumMessageBytes: Int, agreement: DeflateAgreement? = nil) {
    self.maximumMessageBytes = maximumMessageBytes
    inflater = agreement.map {
      Inflater(windowBits: $0.clientWindowBits, keepsContext: $0.clientKeepsContext)
    }
  }

  /// The largest valid frame: incompressible data grows slightly.
  static func maximumFrameBytes(ofMessage bytes: Int) -> Int {
    min(bytes + bytes >> 10 + 64, Int(UInt32.max))
  }

  mutating func receive(_ frame: WebSocketFrame) -> Event {
    // Sections 5.1 and 5.2.
    guard frame.maskKey != nil else { return .close(1002, "client frames must be masked") }
    // RFC 7692, section 6: only the first frame of a data message is marked as compressed.
    let mayBeCompressed = inflater != nil && (frame.opcode == .text || frame.opcode == .binary)
    guard !frame.rsv1 || mayBeCompressed, !frame.rsv2, !frame.rsv3 else {
      return .close(1002, "a reserved bit is set without an extension that uses it here")
    }
    let payload = [UInt8](buffer: frame.unmaskedData)
    switch frame.opcode {
    case .connectionClose: return Self.close(payload)
    case .ping: return control(frame, event: .ping(payload))
    case .pong: return control(frame, event: .pong)
    case .text, .binary:
      guard fragmentedOpcode == nil else {
        return .close(1002, "a message began before the last one was finished")
      }
      isCompressed = frame.rsv1
      guard frame.fin else {
        fragmentedOpcode = frame.opcode
        prefix = UTF8Prefix()
        return collect(payload)
      }
      return message(frame.opcode, received: payload)
    case .continuation:
      guard let opcode = fragmentedOpcode else {
        return .close(1002, "a continuation without a beginning")
      }
      let event = collect(payload)
      guard event == .nothing, frame.fin else { return event }
      fragmentedOpcode = nil
      defer { fragments = [] }
      return message(opcode, received: fragments)
    default: return .close(1002, "unknown opcode")
    }
  }

  private func control(_ frame: WebSocketFrame, event: Event) -> Event {
    frame.fin && frame.length <= 125
      ? event : .close(1002, "a control frame must be short and whole")
  }

  private var tooLarge: Event { .close(1009, "at most \(maximumMessageBytes) bytes a message") }

  private mutating func collect(_ payload: [UInt8]) -> Event {
    let maximum =
      isCompressed
      ? Self.maximumFrameBytes(ofMessage: maximumMessageBytes) : maximumMessageBytes
    guard fragments.count + payload.count <= maximum else { return tooLarge }
    if fragmentedOpcode == .text, !isCompressed, !prefix.accepts(payload) {
      return .close(1007, "text must be UTF-8")
    }
    fragments += payload
    return .nothing
  }

  private mutating func message(_ opcode: WebSocketOpcode, received: [UInt8]) -> Event {
    var payload = received
    if isCompressed {
      do {
        payload = try inflater?.message(received, maximumBytes: maximumMessageBytes) ?? []
      } catch {
        switch error {
        case .tooLarge: return tooLarge
        case .malformed: return .close(1007, "the compressed message can't be expanded")
        }
      }
    }
    guard payload.count <= maximumMessageBytes else { return tooLarge }
    guard opcode == .text else { return .binary(payload) }
    guard let text = String(validating: payload, as: UTF8.self) else {
      return .close(1007, "text must be UTF-8")
    }
    return .text(text)
  }

  /// Section 7.4: an empty payload, or a permitted code with a UTF-8 reason. The code is echoed.
  private static func close(_ payload: [UInt8]) -> Event {
    guard !payload.isEmpty else { return .close(1000, "") }
    guard payload.count >= 2, payload.count <= 125 else {
      return .close(1002, "a close frame has a code of two bytes")
    }
    let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: break
    default: return .close(1002, "close code \(code) must not be sent")
    }
    guard String(validating: payload.dropFirst(2), as: UTF8.self) != nil else {
      return .close(1007, "the reason must be UTF-8")
    }
    return .close(code, "")
  }
}
