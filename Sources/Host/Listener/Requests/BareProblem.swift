import HermesContract
import NIOCore
import NIOHTTP1

/// A problem (RFC 9457) that ends its connection, for errors outside of the routes.
struct BareProblem {
  let head: HTTPResponseHead
  let body: ByteBuffer

  init(status: HTTPResponseStatus, code: ErrorCode, detail: String) {
    let json: JSONValue = [
      "type": "about:blank", "title": .string(status.reasonPhrase),
      "status": .int(Int64(status.code)), "detail": .string(detail), "code": .string(code.rawValue),
      "request_id": .string(TaskID.random().text),
    ]
    body = ByteBuffer(bytes: JSONWriter.bytes(json))
    head = HTTPResponseHead(
      version: .http1_1, status: status,
      headers: [
        "Content-Type": "application/problem+json", "Content-Length": "\(body.readableBytes)",
        "Connection": "close",
      ])
  }

  /// For input that cannot be parsed as a request.
  /// - Parameter reason: the parser's, or a clause that calls the request "it".
  init(unreadable reason: String) {
    self.init(
      status: .badRequest, code: .malformedRequest,
      detail:
        "This is not an HTTP/1.1 request that can be read (\(reason)). Check how it was made.")
  }

  /// Writes it over HTTP and ends the connection.
  func write(to context: ChannelHandlerContext) {
    BytesBehindLastRequest.dropRest(in: context)
    context.write(NIOAny(HTTPServerResponsePart.head(head)), promise: nil)
    context.write(NIOAny(HTTPServerResponsePart.body(.byteBuffer(body))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }

  /// Its bytes on a connection that has no HTTP handlers yet.
  var bytes: ByteBuffer {
    var text = "HTTP/1.1 \(head.status.code) \(head.status.reasonPhrase)\r\n"
    for (name, value) in head.headers { text += "\(name): \(value)\r\n" }
    var buffer = ByteBuffer(string: text + "\r\n")
    buffer.writeImmutableBuffer(body)
    return buffer
  }
}
