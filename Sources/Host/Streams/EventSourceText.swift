/// The text/event-stream format (WHATWG HTML, section 9.2).
enum EventSourceText {
  /// Tells a browser when to come back after a connection that broke.
  static let opening = "retry: 1000\n\n"
  /// A comment: keeps proxies from taking the connection for dead.
  static let heartbeat = ":\n\n"

  /// One message without a type, so that `onmessage` gets it.
  /// - Parameters:
  ///   - json: without line breaks.
  ///   - id: the event's `seq`; a control frame has none, which leaves the client's last id as it was.
  static func append(_ json: [UInt8], id: Int64?, to bytes: inout [UInt8]) {
    if let id {
      bytes.append(contentsOf: "id: ".utf8)
      bytes.append(contentsOf: String(id).utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    bytes.append(contentsOf: "data: ".utf8)
    bytes.append(contentsOf: json)
    bytes.append(contentsOf: "\n\n".utf8)
  }
}
