import Glibc
import Logging
import NIOCore

/// Keeps a listener alive and quiet while the process or the machine is short of descriptors or memory:
/// accepting is tried again after a pause, instead of in a loop that takes a whole processor.
///
/// On a listening channel, where what comes in are connections.
package final class AcceptBackoff: ChannelDuplexHandler {
  package typealias InboundIn = any Channel
  package typealias OutboundIn = Never

  private static let pause = TimeAmount.milliseconds(100)
  /// What accept(2) says of a shortage, or of a client that has gone already.
  private static let passing: Set<CInt> = [ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM]

  private let reserve: DescriptorReserve?
  private let logger: Logger
  private var isPausing = false
  private var hasLogged = false

  /// - Parameter reserve: what is given up so that this listener can accept one connection more.
  package init(reserve: DescriptorReserve? = nil, logger: Logger) {
    self.reserve = reserve
    self.logger = logger
  }

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
    if reserve?.giveUp() == true { return }
    guard !isPausing else { return }
    isPausing = true
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.pause) {
      bound.value.handler.isPausing = false
      bound.value.context.read()
    }
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasLogged = false
    if let reserve {
      unwrapInboundIn(data).closeFuture.whenComplete { _ in reserve.refill() }
    }
    context.fireChannelRead(data)
  }

  package func read(context: ChannelHandlerContext) {
    if !isPausing { context.read() }
  }
}
