import HermesContract
import NIOCore
import NIOHTTP1

/// Answers what is not HTTP with a problem (RFC 9457) instead of a closed connection.
final class HandshakeErrorResponder: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any
  typealias InboundOut = Any
  typealias OutboundOut = HTTPServerResponsePart

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else {
      // A reset connection and the like: nobody is there to answer.
      context.close(promise: nil)
      return
    }
    let isTooLarge = error == .headerOverflow
    let status: HTTPResponseStatus = isTooLarge ? .requestHeaderFieldsTooLarge : .badRequest
    let code = isTooLarge ? "headers_too_large" : "malformed_request"
    let body = JSONWriter.bytes([
      "type": "about:blank", "title": .string(status.reasonPhrase),
      "status": .int(Int64(status.code)),
      "detail": .string(
        isTooLarge
          ? "The request's headers are larger than this server reads. Send fewer or shorter ones."
          : "This is not an HTTP/1.1 request that can be read (\(error)). Check how it was made."),
      "code": .string(code), "request_id": .string(TaskID.random().text),
    ])
    let head = HTTPResponseHead(
      version: .http1_1, status: status,
      headers: [
        "Content-Type": "application/problem+json", "Content-Length": "\(body.count)",
        "Connection": "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
