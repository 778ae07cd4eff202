import NIOCore
import NIOHTTP1

/// Notices the end of a connection's last request as soon as it is decoded, before requests wait
/// for their turn.
final class LastRequestWatch: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let bytes: BytesBehindLastRequest
  private var isLast = false

  init(_ bytes: BytesBehindLastRequest) { self.bytes = bytes }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): isLast = ConnectionPersistence.isLast(head)
    case .body: break
    case .end: if isLast { bytes.isDropping = true }
    }
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is HTTPParserError {
      // It is about what came after the last request, in the same read: an answer to it would be a
      // second one.
      guard !bytes.isDropping else { return }
      bytes.isDropping = true
    }
    context.fireErrorCaught(error)
  }
}
