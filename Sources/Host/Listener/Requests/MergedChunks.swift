import NIOCore
import NIOHTTP1

/// Passes on what one read brought of a request's body as a single piece: a client that sends one
/// chunk per byte must not cost a hundred times what sending costs it. A client that keeps doing so
/// is refused, because parsing its chunks alone costs a hundred times as much.
final class MergedChunks: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Most chunks of the connection are tiny.
  struct TooSmall: Error {}

  /// A chunk of this many bytes is worth reading. Smaller chunks count by what they lack, and
  /// larger ones compensate by what they exceed it.
  private static let worthwhile = 8
  /// How many bytes all chunks of a connection may lack in total.
  private static let maximumLack = 4096

  /// The pending part of one body; at most as large as one read.
  private var pending: ByteBuffer?
  private var lack = 0
  /// Nothing that follows is passed on.
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

  /// Copies a piece out of its read: a few bytes would keep the whole read in memory, including
  /// chunk extensions, and a waiting request must hold no more than its body.
  private static func alone(_ piece: ByteBuffer) -> ByteBuffer {
    piece.storageCapacity > 2 * piece.readableBytes + 256
      ? ByteBuffer(bytes: piece.readableBytesView) : piece
  }
}
