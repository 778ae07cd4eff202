import HermesContract
import NIOCore
import NIOHTTP1

/// Answers what is not HTTP with a problem (RFC 9457) instead of a closed connection.
final class HandshakeErrorResponder: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any
  typealias InboundOut = Any
  typealias OutboundOut = HTTPServerResponsePart

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let reason: String
    switch error {
    case let error as HTTPParserError: reason = "\(error)"
    case let error as UnreadableRequest: reason = error.reason
    // A reset connection and the like: nobody is there to answer.
    default: return context.close(promise: nil)
    }
    let isTooLarge = error as? HTTPParserError == .headerOverflow
    let problem = BareProblem(
      status: isTooLarge ? .requestHeaderFieldsTooLarge : .badRequest,
      code: isTooLarge ? "headers_too_large" : "malformed_request",
      detail: isTooLarge
        ? "The request's headers are larger than this server reads. Send fewer or shorter ones."
        : "This is not an HTTP/1.1 request that can be read (\(reason)). Check how it was made.")
    context.write(wrapOutboundOut(.head(problem.head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(problem.body))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
