import AsyncHTTPClient
import NIOCore
import NIOSSL

/// Closes an HTTP/1.1 connection whose peer answers a request with more bytes than any response may
/// have. Bodies are counted where they are read; this counts bytes that never get there, such as
/// endless interim responses (RFC 9110, section 15.2), chunk extensions and status lines.
package final class AnswerBytes: ChannelDuplexHandler {
  /// The error that the request fails with.
  package struct TooMany: Error, CustomStringConvertible {
    /// The limit in bytes.
    package let limit: Int
    package var description: String { "the answer has more than \(limit >> 20) MiB" }
  }

  package typealias InboundIn = ByteBuffer
  package typealias InboundOut = ByteBuffer
  package typealias OutboundIn = ByteBuffer
  package typealias OutboundOut = ByteBuffer

  private let limit: Int
  private var taken = 0

  init(limit: Int) { self.limit = limit }

  package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?)
  {
    taken = 0
    context.write(data, promise: promise)
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    taken += unwrapInboundIn(data).readableBytes
    guard taken <= limit else {
      context.fireErrorCaught(TooMany(limit: limit))
      return context.close(promise: nil)
    }
    context.fireChannelRead(data)
  }
}

extension HTTPClient.Configuration {
  /// Closes connections whose peer answers a request with more than `limit` bytes in total.
  /// Disables HTTP/2, whose frames of one response can't be told from those of another here.
  package mutating func limitAnswers(to limit: Int) {
    httpVersion = .http1Only
    http1_1ConnectionDebugInitializer = { channel in
      channel.eventLoop.makeCompletedFuture {
        let operations = channel.pipeline.syncOperations
        // After the TLS handler, which also writes on its own, at the peer's request.
        let tls = try? operations.handler(type: NIOSSLClientHandler.self)
        try operations.addHandler(
          AnswerBytes(limit: limit), position: tls.map { .after($0) } ?? .first)
      }
    }
  }
}
