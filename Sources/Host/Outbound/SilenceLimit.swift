import NIOCore

/// Closes a connection on which nothing has come for a while: the other end is gone, or the way to
/// it, and neither is told.
package enum SilenceLimit {
  /// - Parameter limit: must be longer than the other end's pings are apart.
  /// - Returns: handlers for the front of a pipeline, behind TLS.
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
