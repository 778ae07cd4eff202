import NIOCore
import NIOHTTP1

/// Which requests end their connection (RFC 9112, section 9.3), said in the one way that the routes'
/// server looks for. Clients of HTTP/1.0 are answered as such: an answer of unknown length ends with its
/// connection and not in chunks, which they can't read (section 7.1).
final class ConnectionPersistence: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Of the request that is the last one, as that of an old client always is.
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
    // The parser takes everything behind a request for an upgrade or a tunnel for another protocol: what a
    // client sent there would never be answered. Clients of HTTP/1.0 read to the end of the connection.
    head.headers.contains(name: "Upgrade") || head.method == .CONNECT || head.version != .http1_1
      || !head.isKeepAlive
  }

  static func endConnection(after head: inout HTTPRequestHead) {
    head.headers.replaceOrAdd(name: "Connection", value: "close")
  }
}
