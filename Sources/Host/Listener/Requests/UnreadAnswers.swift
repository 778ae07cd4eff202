import NIOCore
import NIOHTTP1

/// Closes a connection whose peer does not read the answers that wait for it, because they hold the
/// server's memory.
final class UnreadAnswers: ChannelOutboundHandler {
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  private var watch: ReaderWatch?
  private var waiting = 0

  /// - Parameter limit: how long a peer may read nothing while output waits for it.
  init(_ limit: TimeAmount) { self.limit = limit }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let written = promise ?? context.eventLoop.makePromise()
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    waiting += 1
    written.futureResult.whenComplete { _ in bound.value.waiting -= 1 }
    context.write(data, promise: written)
  }

  func flush(context: ChannelHandlerContext) {
    context.flush()
    // Nearly always the kernel has accepted all of it by now.
    guard waiting > 0 else { return }
    let channel = context.channel
    let watch =
      watch
      ?? ReaderWatch(
        channel, limit: limit, isIdle: { [unowned self] in waiting == 0 },
        onStall: { channel.close(promise: nil) })
    self.watch = watch
    watch.begin()
  }

  func handlerRemoved(context: ChannelHandlerContext) { watch?.stop() }
}
