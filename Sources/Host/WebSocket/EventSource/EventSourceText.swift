import NIOCore

/// The text/event-stream format (WHATWG HTML, section 9.2).
enum EventSourceText {
  /// Tells a browser when to come back after a connection that broke.
  static let opening = "retry: 1000\n\n"
  /// A comment: keeps proxies from taking the connection for dead.
  static let heartbeat = ":\n\n"

  /// One message without a type, so that `onmessage` gets it. Its id is the event's seq; a control
  /// frame has none, which leaves the client's last id as it was.
  static func write(_ json: ArraySlice<UInt8>, to buffer: inout ByteBuffer) {
    if let seq = seq(of: json) {
      buffer.writeStaticString("id: ")
      buffer.writeBytes(seq)
      buffer.writeStaticString("\n")
    }
    buffer.writeStaticString("data: ")
    // Events are written without line breaks.
    buffer.writeBytes(json)
    buffer.writeStaticString("\n\n")
  }

  private static let key = Array(",\"seq\":".utf8)

  /// The digits of an event's own `seq`, which stands before everything that others have written.
  private static func seq(of json: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = json.prefix(256)
    while let comma = rest.firstIndex(of: UInt8(ascii: ",")) {
      rest = rest[comma...]
      if rest.starts(with: key) {
        return json[(comma + key.count)...].prefix { (0x30...0x39).contains($0) }
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
