import NIOCore
import NIOHTTP1

/// Closes a connection with more requests on their way than anybody needs (RFC 9112, section 9.3.2): each
/// that has been read and not answered holds memory, whatever is done to read no further.
///
/// What one read brings is decoded at once, and so it is also reads that are kept small.
final class PipelinedRequests: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Requests of one connection that have been read and not answered.
  static let maximum = 64
  /// Bytes of one read.
  private static let maximumRead = 16 << 10

  private var unanswered = 0
  private var isClosing = false

  /// Keeps the reads of a connection small.
  static func limitReads(of channel: any Channel) throws {
    let options = channel.syncOptions
    try options?.setOption(
      .recvAllocator,
      value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: maximumRead))
    try options?.setOption(.maxMessagesPerRead, value: 1)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    if case .head = unwrapInboundIn(data) {
      unanswered += 1
      guard unanswered <= Self.maximum else {
        isClosing = true
        // No answer can overtake those that are owed.
        return context.close(promise: nil)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
    context.write(data, promise: promise)
  }
}
