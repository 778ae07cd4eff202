import HermesAccounts
import HermesCompression
import HermesContract
import HermesEvents
import HermesListener
import HermesStreams
import NIOCore
import NIOWebSocket

/// A socket that follows a task or a user. On its event loop only.
final class StreamSocket: MessageSocket, ChannelOutboundHandler, EventSink, Pulsing {
  typealias InboundIn = WebSocketFrame
  typealias OutboundIn = Never

  /// Clients send only short commands.
  static let maximumMessageBytes = 64 << 10
  /// The most bytes of control frames that may wait for the client to read.
  private static let maximumWaitingControl = 256 << 10
  private static let lingering = TimeAmount.seconds(2)

  let services: StreamServices
  let channel: any Channel
  let writer: SocketWriter
  let encoding: any EventEncoding
  var rules: FrameRules
  private let framesPerSecond: Int
  private var allowance: FrameAllowance
  /// The allowances that all sockets share.
  private let allowances: UserAllowances
  private var subscriber: Subscriber?
  /// Set only for a socket that was opened with follow=none.
  private(set) var subscriptions: Subscriptions?
  private(set) var registration: UInt64?
  /// The request until the socket is open: an idle socket keeps neither its token nor the room for
  /// one.
  private indirect enum Wanted {
    case stream(StreamRequest)
    case nothing
  }
  private var wanted: Wanted
  private var opening: Task<Void, Never>?
  /// What the client sent before its identity was known, unread; nil afterwards.
  private var early: EarlyFrames? = EarlyFrames()
  var commands = PendingCommands()
  var pulsePlace: Pulse.Place?
  private var hub: LoopHub? { services.broadcaster.hub(of: channel.eventLoop) }
  private var expiry: Scheduled<Void>?
  private var watch: ReaderWatch?
  private var unansweredPings = 0
  private var waitingControl = 0
  var isClosing = false
  var identity: Identity? { didSet { watchExpiry() } }
  var task: TaskID?
  let address: String

  init(
    channel: any Channel, request: StreamRequest, agreement: DeflateAgreement?,
    framesPerSecond: Int, allowances: UserAllowances, services: StreamServices
  ) throws {
    self.channel = channel
    wanted = .stream(request)
    address = request.client.counted
    self.services = services
    self.allowances = allowances
    self.framesPerSecond = framesPerSecond
    allowance = FrameAllowance(perSecond: framesPerSecond)
    writer = try SocketWriter(channel)
    encoding = FrameEncoding.encoding(
      for: agreement.map { DeflateWindow(agreed: $0.serverWindowBits) })
    rules = FrameRules(maximumMessageBytes: Self.maximumMessageBytes, agreement: agreement)
  }

  var descriptor: CInt { writer.descriptor }
  var isIdle: Bool { writer.isIdle }

  // MARK: - Opening

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let loop = context.eventLoop
    guard case .stream(let request) = wanted else { return }
    wanted = .nothing
    let isOperator = if case .unixDomainSocket = channel.localAddress { true } else { false }
    opening = Task { [services] in
      let result: Result<StreamOpening, any Error>
      do {
        result = .success(
          try await StreamOpening.open(request, services: services, isOperator: isOperator))
      } catch {
        result = .failure(error)
      }
      loop.execute { bound.value.opened(result) }
    }
    hub?.pulse.add(self)
  }

  private func opened(_ result: Result<StreamOpening, any Error>) {
    opening = nil
    guard channel.isActive, !isClosing else { return }
    do {
      let opening = try result.get()
      registration = try services.connections.add(connection(opening))
      ConnectionAdmission.streamOpened(on: channel)
      guard let hub else {
        throw HermesError(
          .internal, message: "This connection's event loop has no broadcast hub.")
      }
      identity = opening.identity
      task = opening.task
      let subscriber: Subscriber?
      switch opening.followed {
      case .topic(let topic, let position):
        subscriber = Subscriber(
          topic: topic, reader: opening.identity.user, after: position, hub: hub,
          broadcaster: services.broadcaster, sink: self)
      case .nothing:
        subscriber = nil
        subscriptions = Subscriptions(loop: channel.eventLoop, hub: hub)
      }
      self.subscriber = subscriber
      // History follows once these are sent: nothing may be sent past the channel's pending output.
      write(opening.frames.flatMap { Frame.encode(.text, payload: JSONWriter.bytes($0)) }[...]) {
        [self] in
        // nil if the socket has been closed in the meantime.
        if opening.isComplete { streamEnded() } else { self.subscriber?.start() }
      }
      let frames = early?.frames ?? []
      early = nil
      for frame in frames { receive(frame) }
    } catch {
      refuse(
        error as? HermesError
          ?? HermesError(
            .internal, message: "The stream could not be opened; the server's log has the cause."))
    }
  }

  private func connection(_ opening: StreamOpening) -> StreamConnection {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    let loop = channel.eventLoop
    return StreamConnection(
      user: opening.identity.user, session: opening.identity.session,
      isAdmin: opening.identity.isAdmin, address: address,
      task: opening.task,
      send: { frame in loop.execute { if !bound.value.isClosing { bound.value.send(frame) } } },
      close: { code, reason in loop.execute { bound.value.close(code: code, reason: reason) } },
      taskDeleted: { task in loop.execute { bound.value.taskDeleted(task) } })
  }

  /// Browsers cannot see why a handshake fails, but they do see a frame and a close code.
  private func refuse(_ error: HermesError) {
    send(ServerFrame.error(error))
    close(code: CloseCode.code(for: error), reason: error.restMessage)
  }

  // MARK: - Receiving

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    guard early != nil, !isClosing, frame.opcode != .connectionClose else { return receive(frame) }
    if early?.keep(frame) != true {
      close(code: CloseCode.policyViolation, reason: "Wait for connected before you send more.")
    }
  }

  func read(context: ChannelHandlerContext) {
    guard commands.mayRead else {
      commands.isReadingWanted = true
      return
    }
    context.read()
  }

  func mayReceive() -> Bool {
    let isAllowed = allowance.spend(at: .now()) && userMaySendFrame()
    if !isAllowed { refuseFrames() }
    return isAllowed
  }

  private func userMaySendFrame() -> Bool {
    guard let identity else { return true }
    return allowances.takeFrame(
      of: identity.user, framesPerSecond: framesPerSecond, at: .now())
  }

  private func userMaySend(_ text: String) -> Bool {
    guard let identity else { return true }
    return allowances.takeMessage(
      text, of: identity.user, framesPerSecond: framesPerSecond, at: .now())
  }

  private func refuseFrames() {
    send(ServerFrame.error(.tooManyFrames, task: task))
    close(code: CloseCode.policyViolation, reason: HermesError.tooManyFrames.message)
  }

  func received(text: String) {
    guard userMaySend(text) else { return refuseFrames() }
    receive(text)
  }

  func received(binary: [UInt8]) { send(ServerFrame.error(.binaryNotTaken, task: task)) }

  func receivedPong() { unansweredPings = 0 }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    // HTTP allows half-closure, but a socket whose peer has hung up is over.
    case ChannelEvent.inputClosed: context.close(promise: nil)
    case is ChannelShouldQuiesceEvent:
      close(code: CloseCode.restarting, reason: "The server is restarting.")
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func channelInactive(context: ChannelHandlerContext) { stop() }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  /// Runs synchronously with the end of the descriptor, so that nothing is sent on its number
  /// afterwards.
  private func stop() {
    // Any answer that follows is too late.
    isClosing = true
    stopStreams()
    opening?.cancel()
    hub?.pulse.remove(self)
    expiry?.cancel()
    expiry = nil
    watch?.stop()
    if let registration { services.connections.remove(registration) }
    registration = nil
  }

  // MARK: - Sending

  func send(_ frame: JSONValue) {
    writeControl(Frame.encode(.text, payload: JSONWriter.bytes(frame)))
  }

  /// A frame between the stream's own.
  func writeControl(_ frame: [UInt8]) {
    waitingControl += frame.count
    write(frame[...]) { [self] in waitingControl -= frame.count }
    guard waitingControl <= Self.maximumWaitingControl else {
      return close(
        code: CloseCode.tooSlow,
        reason: "The answers to your frames are not read. Reconnect with after.")
    }
    // What the kernel did not accept must be sent before anything that bypasses the channel.
    if !writer.isIdle { subscriber?.hold() }
  }

  func write(_ bytes: ArraySlice<UInt8>, onWritten: @escaping () -> Void) {
    writer.write(bytes) { [self] in
      onWritten()
      if writer.isIdle {
        subscriber?.release()
        subscriptions?.release()
      }
    }
    if !writer.isIdle {
      subscriptions?.hold()
      readerWatch.begin()
    }
  }

  private func stopStreams() {
    subscriber?.stop()
    subscriber = nil
    subscriptions?.stop()
  }

  func streamEnded() {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    channel.eventLoop.scheduleTask(in: Self.lingering) {
      bound.value.close(code: CloseCode.ended, reason: "The task has ended.")
    }
  }

  func streamFailed() {
    refuse(
      HermesError(
        .journalUnavailable, message: "The history could not be read. Reconnect with after."))
  }

  func willClose() {
    early = nil
    stopStreams()
  }

  func beat() {
    watchExpiry()
    // A pong may be waiting behind much that a slow reader has yet to read.
    if readerWatch.hasTakenMore() { unansweredPings = 0 }
    guard unansweredPings < 2 else { return channel.close(promise: nil) }
    unansweredPings += 1
    writeControl(Frame.encode(.ping, payload: []))
  }

  private var readerWatch: ReaderWatch {
    if let watch { return watch }
    let watch = ReaderWatch(
      channel, limit: services.stallLimit, isIdle: { [weak self] in self?.isIdle ?? true },
      onStall: { [weak self] in
        self?.services.broadcaster.metrics.evictions.add()
        self?.close(
          code: CloseCode.tooSlow, reason: "Nothing was read for too long. Reconnect with after.")
      })
    self.watch = watch
    return watch
  }

  /// Closes when the token expires. Called again at every beat: a timer is set only for what comes
  /// before the next beat.
  private func watchExpiry() {
    expiry?.cancel()
    expiry = nil
    guard let identity, !isClosing else { return }
    let left = identity.expiresAt.milliseconds - Timestamp.now.milliseconds
    guard left < 2 * Pulse.seconds * 1000 else { return }
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    expiry = channel.eventLoop.scheduleTask(in: .milliseconds(max(0, left))) {
      bound.value.close(code: CloseCode.unauthorized, reason: "The token has expired.")
    }
  }
}

extension HermesError {
  fileprivate static let tooManyFrames = HermesError(
    .tooManyFrames, message: "Too many frames in a short time. Reconnect, and send fewer.")
  fileprivate static let binaryNotTaken = HermesError(
    .unknownFrame,
    message: "Only text frames are taken here: ping, stats, or a JSON object with a type.")
}
