import NIOCore

/// Drops what a client sends behind its last request.
///
/// NIO's decoder reads nothing behind a request that the parser takes for one for another protocol (CONNECT, or
/// `Upgrade` with `Connection: Upgrade`), and behind what it can't read, and would keep all of it in memory for as long
/// as the connection is open. Stands before the decoder; `LastRequestWatch`, behind it, says when.
final class BytesBehindLastRequest: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  var isBehind = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isBehind { context.fireChannelRead(data) }
  }
}
