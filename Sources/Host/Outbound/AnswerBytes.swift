import AsyncHTTPClient
import NIOCore
import NIOSSL

/// Ends a connection of HTTP/1.1 on which a peer answers a request with more bytes than any answer may have. Bodies are
/// counted where they are read; this counts what never gets there, such as interim answers without end (RFC 9110,
/// section 15.2), extensions of chunks and endless status lines.
package final class AnswerBytes: ChannelDuplexHandler {
  /// What a request fails with then.
  package struct TooMany: Error, CustomStringConvertible {
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
  /// Ends a connection whose peer answers a request with more than `limit` bytes in all. HTTP/2 is not spoken then:
  /// its frames of one answer can't be told from those of another.
  package mutating func limitAnswers(to limit: Int) {
    httpVersion = .http1Only
    http1_1ConnectionDebugInitializer = { channel in
      channel.eventLoop.makeCompletedFuture {
        let operations = channel.pipeline.syncOperations
        // Behind TLS, which writes by itself where the peer asks it to.
        let tls = try? operations.handler(type: NIOSSLClientHandler.self)
        try operations.addHandler(
          AnswerBytes(limit: limit), position: tls.map { .after($0) } ?? .first)
      }
    }
  }
}
