import NIOCore
import NIOHTTP1

/// Decides which requests end their connection (RFC 9112, section 9.3), and says so in the single
/// form that the HTTP server checks. HTTP/1.0 clients are answered in kind: an answer of unknown
/// length ends with its connection rather than in chunks, which they cannot read (section 7.1).
final class ConnectionPersistence: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Whether the last request came from an HTTP/1.0 client.
  private var isOld = false

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard isOld, case .head(var head) = unwrapOutboundIn(data),
      !head.headers.contains(name: "Content-Length")
    else { return context.write(data, promise: promise) }
    head.version = .http1_0
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), Self.isLast(head) else {
      return context.fireChannelRead(data)
    }
    isOld = head.version.major == 1 && head.version.minor == 0
    Self.endConnection(after: &head)
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  static func isLast(_ head: HTTPRequestHead) -> Bool {
    // The parser takes everything after a request for an upgrade or a tunnel as another protocol,
    // so anything sent there would never be answered. HTTP/1.0 clients read to the end of the
    // connection.
    head.headers.contains(name: "Upgrade") || head.method == .CONNECT || head.version != .http1_1
      || !head.isKeepAlive
  }

  static func endConnection(after head: inout HTTPRequestHead) {
    head.headers.replaceOrAdd(name: "Connection", value: "close")
  }
}
