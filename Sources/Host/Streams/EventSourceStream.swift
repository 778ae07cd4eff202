import HermesContract
import HermesEvents
import HermesListener
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A task's events as the body of an HTTP answer. The router writes the head and the end; in
/// between, this writes directly to the connection, so that it is known what the kernel has
/// accepted.
final class EventSourceStream: ChannelInboundHandler, RemovableChannelHandler, EventSink,
  @unchecked Sendable
{
  // Proof for @unchecked: what is mutable is touched only on the channel's loop, but for
  // `registration`, which is set once before anybody else has this.
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundOut = HTTPResponsePart

  private static let heartbeat = TimeAmount.seconds(15)

  private let opening: StreamOpening
  private let channel: any Channel
  private let services: StreamServices
  private var registration: UInt64?
  private var context: ChannelHandlerContext?
  private var subscriber: Subscriber?
  private var watch: ReaderWatch?
  private var timers: [Scheduled<Void>] = []
  private var beats: RepeatedTask?
  private var waiting = 0
  private var isEnding = false
  private var hasEnded = false
  private var done: CheckedContinuation<Void, Never>?

  /// - Throws: `too_many_connections` and the like.
  init(
    _ opening: StreamOpening, address: String, on channel: any Channel, services: StreamServices
  ) throws {
    self.opening = opening
    self.channel = channel
    self.services = services
    let identity = opening.identity
    let loop = channel.eventLoop
    registration = try services.connections.add(
      StreamConnection(
        user: identity.user, session: identity.session, isAdmin: identity.isAdmin,
        address: address, task: opening.task, send: { _ in },
        close: { [self] code, reason in loop.execute { self.end(code: code, reason: reason) } },
        taskDeleted: { [self] _ in
          loop.execute { self.end(code: CloseCode.notFound, reason: "The task was deleted.") }
        }))
    // Also if the answer never begins.
    channel.closeFuture.whenComplete { [self] _ in loop.execute { self.finish() } }
  }

  /// Returns when the stream is over and everything has been written.
  func run() async {
    await withCheckedContinuation { continuation in
      channel.eventLoop.execute { [self] in begin(continuation) }
    }
  }

  private func begin(_ continuation: CheckedContinuation<Void, Never>) {
    done = continuation
    guard !hasEnded, channel.isActive else { return finish() }
    guard let hub = services.broadcaster.hub(of: channel.eventLoop),
      let operations = Optional(channel.pipeline.syncOperations),
      let codec = try? operations.handler(type: HTTP1ToHTTPServerCodec.self),
      (try? operations.addHandler(self, position: .after(codec))) != nil
    else { return finish() }
    watch = ReaderWatch(
      channel, limit: services.stallLimit, isIdle: { [weak self] in self?.isIdle ?? true },
      onStall: { [weak self] in
        self?.services.broadcaster.metrics.evictions.add()
        self?.end(code: CloseCode.tooSlow, reason: "Nothing was read for too long.")
      })
    if case .topic(let topic, let position) = opening.followed {
      subscriber = Subscriber(
        topic: topic, reader: opening.identity.user, after: position, hub: hub,
        broadcaster: services.broadcaster, sink: self)
    }
    var opening = Array(EventSourceText.opening.utf8)
    for frame in self.opening.frames {
      EventSourceText.append(JSONWriter.bytes(frame), id: nil, to: &opening)
    }
    schedule()
    write(opening[...]) { [self] in subscriber?.start() }
  }

  private func schedule() {
    let loop = channel.eventLoop
    let bound = NIOLoopBound(self, eventLoop: loop)
    beats = loop.scheduleRepeatedTask(initialDelay: Self.heartbeat, delay: Self.heartbeat) { _ in
      bound.value.beat()
    }
    let left = opening.identity.expiresAt.milliseconds - Timestamp.now.milliseconds
    guard left < Int64(Int32.max) else { return }
    timers.append(
      loop.scheduleTask(in: .milliseconds(max(0, left))) {
        bound.value.end(code: CloseCode.unauthorized, reason: "The token has expired.")
      })
  }

  private func beat() {
    if isIdle { write(channel.allocator.buffer(string: EventSourceText.heartbeat)) {} }
  }

  // MARK: - Connection

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // HTTP allows half-closure, but a stream whose peer has hung up is over.
    if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  // MARK: - EventSink

  var descriptor: CInt { -1 }
  var encoding: any EventEncoding { EventSourceEncoding.shared }
  var isIdle: Bool { waiting == 0 }

  func write(_ messages: ArraySlice<UInt8>, onWritten: @escaping () -> Void) {
    write(channel.allocator.buffer(bytes: messages), onWritten: onWritten)
  }

  private func write(_ buffer: ByteBuffer, onWritten: @escaping () -> Void) {
    guard let context, !hasEnded else { return }
    waiting += 1
    let promise = channel.eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenSuccess { [self] in
      waiting -= 1
      onWritten()
      if isIdle { subscriber?.release() }
    }
    context.writeAndFlush(wrapOutboundOut(.body(buffer)), promise: promise)
    if !isIdle { watch?.begin() }
  }

  func streamEnded() { finish() }

  func streamFailed() {
    end(code: CloseCode.internalError, reason: "The history could not be read. Reconnect to go on.")
  }

  // MARK: - Ending

  /// Writes the reason and ends; immediately if the peer does not read it soon.
  private func end(code: UInt16, reason: String) {
    guard !isEnding, !hasEnded else { return }
    isEnding = true
    subscriber?.stop()
    guard context != nil else { return finish() }
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    timers.append(
      channel.eventLoop.scheduleTask(in: .seconds(1)) {
        bound.value.channel.close(promise: nil)
      })
    let error = HermesError(CloseCode.error(for: code), message: reason)
    var message: [UInt8] = []
    EventSourceText.append(
      JSONWriter.bytes(ServerFrame.error(error, task: opening.task)), id: nil, to: &message)
    write(message[...]) { [self] in finish() }
  }

  private func finish() {
    let done = done
    self.done = nil
    if !hasEnded {
      hasEnded = true
      subscriber?.stop()
      subscriber = nil
      watch?.stop()
      beats?.cancel()
      for timer in timers { timer.cancel() }
      if let registration { services.connections.remove(registration) }
      if let context {
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
      }
      context = nil
    }
    done?.resume()
  }
}
