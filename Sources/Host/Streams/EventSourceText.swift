/// The text/event-stream format (WHATWG HTML, section 9.2).
enum EventSourceText {
  /// Tells a browser when to reconnect after a broken connection.
  static let opening = "retry: 1000\n\n"
  /// A comment that keeps proxies from closing an idle connection.
  static let heartbeat = ":\n\n"

  /// A message without a type, so that `onmessage` receives it.
  /// - Parameters:
  ///   - json: without line breaks.
  ///   - id: the event's `seq`; a control frame has none, which leaves the client's last id
  ///     unchanged.
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
