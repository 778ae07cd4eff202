import NIOCore

/// Drops what a client sends after its last request, and on a connection that is being closed.
///
/// NIO's decoder stops reading after a request for another protocol (CONNECT, or `Upgrade` with
/// `Connection: Upgrade`) and after input that it cannot parse, and keeps everything that follows
/// in memory for as long as the connection is open. TLS passes on input for five seconds after a
/// close. This handler sits between TLS and the decoder; `LastRequestWatch`, after the decoder,
/// activates it.
final class BytesBehindLastRequest: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  var isDropping = false

  /// Ignores all further input of the connection. On its loop.
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
