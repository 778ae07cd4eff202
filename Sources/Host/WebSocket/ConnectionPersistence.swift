import NIOCore
import NIOHTTP1

/// Which requests end their connection (RFC 9112, section 9.3), said in the one way that the routes'
/// server looks for.
final class ConnectionPersistence: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), Self.isLast(head) else {
      return context.fireChannelRead(data)
    }
    Self.end(&head)
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  private static func isLast(_ head: HTTPRequestHead) -> Bool {
    // The parser takes everything behind a request for an upgrade for another protocol: what a client
    // sent there would never be answered. Clients of HTTP/1.0 read to the end of the connection.
    head.headers.contains(name: "Upgrade") || head.version != .http1_1 || !head.isKeepAlive
  }

  static func end(_ head: inout HTTPRequestHead) {
    head.headers.replaceOrAdd(name: "Connection", value: "close")
  }
}
