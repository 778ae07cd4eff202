import NIOCore

/// Notices when the client of an HTTP connection hangs up, also while its request is being answered and
/// nobody reads from it. A client that has only finished sending counts: nothing tells the two apart.
package final class HangUpWatch: ChannelInboundHandler {
  package typealias InboundIn = NIOAny
  package typealias InboundOut = NIOAny

  private let hangUp = HangUp()

  /// - Returns: nil for a connection that is not one of HTTP, or has ended.
  package static func hangUp(of channel: any Channel) async -> HangUp? {
    try? await channel.pipeline.handler(type: HangUpWatch.self).map { $0.hangUp }.get()
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { hangUp.happen() }
    context.fireUserInboundEventTriggered(event)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    hangUp.happen()
    context.fireChannelInactive()
  }
}
