import NIOCore

/// Notices when the client of an HTTP connection hangs up, even while its request is being answered
/// and nothing is read from it. A client that has only finished sending counts too: the two cannot
/// be told apart.
package final class HangUpWatch: ChannelInboundHandler {
  /// Anything; only events of the channel are inspected.
  package typealias InboundIn = NIOAny
  /// Passed on unchanged.
  package typealias InboundOut = NIOAny

  private let hangUp = HangUp()

  /// - Returns: nil for a connection that does not speak HTTP or has ended.
  package static func hangUp(of channel: any Channel) async -> HangUp? {
    try? await channel.pipeline.handler(type: HangUpWatch.self).map { $0.hangUp }.get()
  }

  /// Notices half-closure.
  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { hangUp.happen() }
    context.fireUserInboundEventTriggered(event)
  }

  /// Notices the end of the connection.
  package func channelInactive(context: ChannelHandlerContext) {
    hangUp.happen()
    context.fireChannelInactive()
  }
}
