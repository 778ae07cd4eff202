import NIOCore
import NIOHTTP1

/// Ends a connection after the answer to a request that asked for an upgrade and did not get it: the
/// parser takes everything behind such a request for another protocol, and what a client sent there
/// would never be answered.
final class LateUpgradeFilter: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.headers.contains(name: "Upgrade")
    else {
      return context.fireChannelRead(data)
    }
    Self.end(&head)
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  static func end(_ head: inout HTTPRequestHead) {
    head.headers.replaceOrAdd(name: "Connection", value: "close")
  }
}
