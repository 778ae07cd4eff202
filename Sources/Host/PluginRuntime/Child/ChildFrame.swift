/// A message between the server and a child that runs agents.
///
/// On the wire, little-endian: payload length (4 bytes), kind (1), agent (1), zero (2), call token
/// (8), payload. Both ends are the same executable, so the format is not versioned.
struct ChildFrame: Sendable, Equatable {
  enum Kind: UInt8 {
    // To the child.
    /// JSON: what to open and how (`ChildOrder`).
    case load = 1
    /// JSON: `{"config", "extensions"}`; the child replies `created` or `refused`.
    case create
    /// i64 deadline in ms, then the request.
    case invoke
    case cancel
    /// u32: bytes of an event that has now been stored.
    case stored
    case destroy
    /// u64 number of the request, i32 status, then the bytes of the answer.
    case reply
    /// The token is the request's number; the payload is the step key.
    case reconcile
    /// u64 number of the request, u8 part, then the text: a piece of the answer before `reply`.
    case piece

    // To the server.
    /// JSON: `{"cards": [text]}`.
    case loaded = 16
    /// JSON: `{"cause", "cure"}`.
    case refused
    case created
    case destroyed
    /// i32 kind, then the event as received.
    case event
    /// i32 status, u64 CPU nanoseconds, u8 whether they are partial, then the JSON of `finish`.
    case finished
    /// The agent no longer holds any part of the call: u64 CPU nanoseconds.
    case closed
    /// u8 level, then the text.
    case log
    /// i32 status, then the bytes of the answer, to the request with this token.
    case reconciled
    /// u64 number, u8 `HostService`, then its payload: a request to the host.
    case service
    /// Text: how the library broke the rules.
    case misuse
  }

  static let headerBytes = 16
  /// To the child: a call with everything that a user's requests may hold.
  static let maximumPayload = 256 << 20
  /// To the server: far more than any result, card or request to the host may have. It limits what
  /// a child can make the server hold for an unfinished frame.
  static let maximumPayloadFromChild = 64 << 20

  var kind: Kind
  var agent: UInt8 = 0
  var token: UInt64 = 0
  var payload: [UInt8] = []

  var encoded: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Self.headerBytes + payload.count)
    out.append(number: UInt32(payload.count))
    out.append(kind.rawValue)
    out.append(agent)
    out.append(number: UInt16(0))
    out.append(number: token)
    out.append(contentsOf: payload)
    return out
  }
}

/// Splits a stream of bytes into frames.
struct ChildFrameDecoder {
  struct Malformed: Error {}

  private let maximumPayload: Int
  private var buffer: [UInt8] = []
  private var start = 0

  init(maximumPayload: Int) { self.maximumPayload = maximumPayload }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > 1 << 20 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// - Returns: nil until a complete frame has arrived.
  mutating func nextFrame() throws(Malformed) -> ChildFrame? {
    guard buffer.count - start >= ChildFrame.headerBytes else { return nil }
    let length = Int(buffer.number(at: start) as UInt32)
    guard length <= maximumPayload,
      let kind = ChildFrame.Kind(rawValue: buffer[start + 4])
    else { throw Malformed() }
    let payload = start + ChildFrame.headerBytes
    guard buffer.count - payload >= length else { return nil }
    let frame = ChildFrame(
      kind: kind, agent: buffer[start + 5], token: buffer.number(at: start + 8),
      payload: Array(buffer[payload..<payload + length]))
    start = payload + length
    return frame
  }
}

extension [UInt8] {
  mutating func append<Number: FixedWidthInteger>(number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// The little-endian number at an offset, which the caller has checked to be within bounds.
  func number<Number: FixedWidthInteger>(at offset: Int) -> Number {
    withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }
}
