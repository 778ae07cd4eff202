import HermesContract
import NIOCore
import NIOHTTP1

/// Ends a connection whose request is not complete in time, however slowly it trickles in: 408 if
/// its answer has not begun (RFC 9110, section 15.5.9). The idle limit applies between requests,
/// and an unfinished next head does not extend it.
final class RequestDeadline: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  private var timer: Scheduled<Void>?
  /// Requests whose answers have not begun.
  private var unanswered = 0

  /// - Parameter limit: from the head of a request to the end of its body.
  init(_ limit: TimeAmount) { self.limit = limit }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      unanswered += 1
      let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
      timer = context.eventLoop.scheduleTask(in: limit) {
        bound.value.handler.expire(bound.value.context)
      }
    case .body: break
    case .end: stop()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head(let head) = unwrapOutboundIn(data), !head.status.isInformational {
      unanswered -= 1
    }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  private func stop() {
    timer?.cancel()
    timer = nil
  }

  private func expire(_ context: ChannelHandlerContext) {
    timer = nil
    // An answer that has begun, or that of an earlier request, cannot be interrupted by another
    // one.
    guard unanswered == 1, context.channel.isActive else { return context.close(promise: nil) }
    BareProblem(
      status: .requestTimeout, code: .requestTimeout,
      detail:
        "The request's body was not complete after \(limit.nanoseconds / 1_000_000_000) s. Send it faster, or less of it."
    ).write(to: context)
  }
}

extension HTTPResponseStatus {
  fileprivate var isInformational: Bool { code < 200 }
}
