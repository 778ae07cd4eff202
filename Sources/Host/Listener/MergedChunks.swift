import NIOCore
import NIOHTTP1

/// Hands on what one read brought of a request's body as one piece: a client that sends a chunk for each byte must
/// not cost a hundred times what it costs to send it. One that goes on so is refused: reading its chunks apart
/// costs a hundred times as much already.
final class MergedChunks: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// A connection's chunks are mostly tiny.
  struct TooSmall: Error {}

  /// A chunk of this many bytes is worth reading. Smaller ones count by what they lack, larger ones make up for
  /// them by what they have more.
  private static let worthwhile = 8
  /// Bytes that all chunks of a connection may lack together.
  private static let maximumLack = 4096

  /// Of one body; as large as a read at most.
  private var pending: ByteBuffer?
  private var lack = 0
  /// Nothing that follows is handed on.
  private var hasRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    guard case .body(var piece) = unwrapInboundIn(data) else {
      handOn(context)
      return context.fireChannelRead(data)
    }
    lack = max(0, lack + Self.worthwhile - piece.readableBytes)
    guard lack <= Self.maximumLack else {
      hasRefused = true
      return context.fireErrorCaught(TooSmall())
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
    guard let piece = pending, !hasRefused else { return }
    pending = nil
    context.fireChannelRead(wrapInboundOut(.body(Self.alone(piece))))
  }

  /// A few bytes of a read hold all of it, with whatever was sent between them (chunk extensions): who waits must
  /// hold no more than the body.
  private static func alone(_ piece: ByteBuffer) -> ByteBuffer {
    piece.storageCapacity > 2 * piece.readableBytes + 256
      ? ByteBuffer(bytes: piece.readableBytesView) : piece
  }
}
