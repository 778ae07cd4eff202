import HermesContract
import NIOCore
import NIOHTTP1

/// Answers input that is not HTTP with a problem (RFC 9457) instead of closing the connection
/// silently.
final class HandshakeErrorResponder: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any
  typealias InboundOut = Any
  typealias OutboundOut = HTTPServerResponsePart

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is MergedChunks.TooSmall {
      return BareProblem(unreadable: "the chunks of its body have too few bytes each").write(
        to: context)
    }
    guard let error = error as? HTTPParserError else {
      // A reset connection or the like: there is no one to answer.
      context.close(promise: nil)
      return
    }
    guard error == .headerOverflow else {
      return BareProblem(unreadable: "\(error)").write(to: context)
    }
    BareProblem(
      status: .requestHeaderFieldsTooLarge, code: .headersTooLarge,
      detail: "The request's headers are larger than this server reads. Send fewer or shorter ones."
    ).write(to: context)
  }
}
