import NIOCore

/// Drops what a client sends behind its last request, and on a connection that is being closed.
///
/// NIO's decoder reads nothing behind a request that the parser takes for one for another protocol (CONNECT, or
/// `Upgrade` with `Connection: Upgrade`), and behind what it can't read, and would keep all of it in memory for as long
/// as the connection is open; TLS hands on what comes for five seconds after a close. Stands between TLS and the
/// decoder; `LastRequestWatch`, behind that, says when.
final class BytesBehindLastRequest: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  var isDropping = false

  /// Nothing more that comes on the connection is looked at. On its loop.
  static func dropRest(in context: ChannelHandlerContext) {
    let operations = context.pipeline.syncOperations
    (try? operations.handler(type: BytesBehindLastRequest.self))?.isDropping = true
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isDropping { context.fireChannelRead(data) }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode != .output { isDropping = true }
    context.close(mode: mode, promise: promise)
  }
}
