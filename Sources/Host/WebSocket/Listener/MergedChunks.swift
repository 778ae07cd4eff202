import NIOCore
import NIOHTTP1

/// Hands on what one read brought of a request's body as one piece: a client that sends a chunk for each byte must
/// not cost a hundred times what it costs to send it.
final class MergedChunks: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Of one body; as large as a read at most.
  private var pending: ByteBuffer?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .body(var piece) = unwrapInboundIn(data) else {
      handOn(context)
      return context.fireChannelRead(data)
    }
    if pending == nil { pending = piece } else { pending?.writeBuffer(&piece) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    handOn(context)
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    handOn(context)
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { handOn(context) }

  private func handOn(_ context: ChannelHandlerContext) {
    guard let piece = pending else { return }
    pending = nil
    context.fireChannelRead(wrapInboundOut(.body(piece)))
  }
}
