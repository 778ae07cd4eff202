import Glibc
import Logging
import NIOCore

/// Keeps a listener alive while the process or the machine is short of descriptors or memory:
/// accepting is retried after a pause instead of in a busy loop.
///
/// Belongs on a listening channel, whose inbound data are connections.
package final class AcceptBackoff: ChannelDuplexHandler {
  /// Accepted connections.
  package typealias InboundIn = any Channel
  /// Writes nothing.
  package typealias OutboundIn = Never

  private static let pause = TimeAmount.milliseconds(100)
  /// Errors of accept(2) that mean a shortage, or a client that has already left.
  private static let passing: Set<CInt> = [ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM]

  private let reserve: DescriptorReserve
  private let mayUseReserve: Bool
  private let logger: Logger
  private var isPausing = false
  private var hasLogged = false

  /// - Parameters:
  ///   - reserve: shared by all listeners.
  ///   - mayUseReserve: whether it is given up so that this listener can accept one more connection.
  ///     Other listeners accept nothing until it has been refilled.
  package init(reserve: DescriptorReserve, mayUseReserve: Bool, logger: Logger) {
    self.reserve = reserve
    self.mayUseReserve = mayUseReserve
    self.logger = logger
  }

  /// Pauses accepting after a temporary error, and passes on any other.
  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? IOError, Self.passing.contains(error.errnoCode) else {
      return context.fireErrorCaught(error)
    }
    guard error.errnoCode != ECONNABORTED else { return }
    if !hasLogged {
      hasLogged = true
      logger.warning(
        "no connection can be accepted for want of descriptors or memory; trying again",
        metadata: ["listener": "\(context.localAddress?.description ?? "")", "error": "\(error)"])
    }
    if mayUseReserve, reserve.giveUp() { return }
    guard !isPausing else { return }
    isPausing = true
    resumeLater(context)
  }

  private func resumeLater(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.pause) {
      let (handler, context) = bound.value
      guard context.channel.isActive else { return }
      guard handler.mayUseReserve || handler.reserve.refill() else {
        return handler.resumeLater(context)
      }
      handler.isPausing = false
      context.read()
    }
  }

  /// Passes on an accepted connection.
  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let connection = unwrapInboundIn(data)
    if mayUseReserve {
      connection.closeFuture.whenComplete { [reserve] _ in reserve.refill() }
    } else if reserve.isMissing, !reserve.refill() {
      // It has taken the descriptor that was given up for another listener.
      return connection.close(promise: nil)
    }
    hasLogged = false
    context.fireChannelRead(data)
  }

  /// Reads, unless accepting is paused.
  package func read(context: ChannelHandlerContext) {
    if !isPausing { context.read() }
  }
}
