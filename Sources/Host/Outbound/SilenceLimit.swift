import NIOCore

/// Closes connections that have been silent for a while, because a vanished peer or network path is
/// not reported.
package enum SilenceLimit {
  /// - Parameter limit: must be longer than the interval of the peer's pings.
  /// - Returns: handlers for the front of a pipeline, after TLS.
  package static func handlers(_ limit: TimeAmount) -> [any ChannelHandler] {
    [IdleStateHandler(readTimeout: limit), Closer()]
  }

  private final class Closer: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if event is IdleStateHandler.IdleStateEvent {
        context.close(promise: nil)
      } else {
        context.fireUserInboundEventTriggered(event)
      }
    }
  }
}
