import NIOCore
import NIOHTTP1

/// Closes a connection whose peer does not read the answers that wait for it, because they hold the
/// server's memory, and says when none waits.
package final class UnreadAnswers: ChannelOutboundHandler {
  /// Parts of answers, which are only counted.
  package typealias OutboundIn = HTTPServerResponsePart
  /// The same parts.
  package typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  private var watch: ReaderWatch?
  private var waiting = 0
  private(set) var drained: [EventLoopPromise<Void>] = []

  /// - Parameter limit: how long a peer may read nothing while output waits for it.
  init(_ limit: TimeAmount) { self.limit = limit }

  /// Returns when the kernel has accepted everything that was written to the connection before the
  /// call, or the connection has ended. A writer that has returned says neither: it has only passed
  /// its part to the event loop.
  package static func drain(_ channel: any Channel) async {
    let isDrained = channel.eventLoop.flatSubmit {
      let loop = channel.eventLoop
      // None in a connection that has ended.
      guard let own = try? channel.pipeline.syncOperations.handler(type: UnreadAnswers.self),
        own.waiting > 0
      else { return loop.makeSucceededVoidFuture() }
      let promise = loop.makePromise(of: Void.self)
      own.drained.append(promise)
      return promise.futureResult
    }
    try? await isDrained.get()
  }

  /// Counts a part until it has been sent.
  package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?)
  {
    let written = promise ?? context.eventLoop.makePromise()
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    waiting += 1
    written.futureResult.whenComplete { _ in bound.value.endOne() }
    context.write(data, promise: written)
  }

  private func endOne() {
    waiting -= 1
    guard waiting == 0 else { return }
    for promise in drained { promise.succeed() }
    drained = []
  }

  /// Begins to watch the reader if something is left.
  package func flush(context: ChannelHandlerContext) {
    context.flush()
    // Nearly always the kernel has accepted all of it by now.
    guard waiting > 0 else { return }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let watch =
      watch
      ?? ReaderWatch(
        context.channel, limit: limit, isIdle: { [unowned self] in waiting == 0 },
        onStall: { bound.value.abandonConnection() })
    self.watch = watch
    watch.begin()
  }

  /// Stops watching. The watch refers to the handler's context, which refers to the handler.
  package func handlerRemoved(context: ChannelHandlerContext) {
    watch?.stop()
    watch = nil
  }
}
