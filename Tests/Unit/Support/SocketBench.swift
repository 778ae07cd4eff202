import HermesContract
import HermesEvents
import HermesStreams
import NIOCore
import NIOEmbedded
import NIOWebSocket
import Synchronization

@testable import HermesWebSocket

/// One socket of a server, on a loop whose time the test makes: the test is the client.
actor SocketBench {
  struct Frame: Sendable, Equatable {
    let opcode: UInt8
    let payload: [UInt8]

    var text: String { String(decoding: payload, as: UTF8.self) }
    var json: JSONValue { (try? JSONParser.parse(payload)) ?? .null }
    var type: String? { json["type"]?.string }
    /// Of an error.
    var code: String? { json["data"]?["code"]?.string }
    /// Of a close frame.
    var closeCode: Int? {
      opcode == 0x8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil
    }
  }

  nonisolated let server: ServerBench
  /// Whose socket it is.
  nonisolated let user: UserID
  nonisolated let token: String
  private let channel: NIOAsyncTestingChannel
  private let reads = ReadCounter()
  private var received: [UInt8] = []

  nonisolated var loop: NIOAsyncTestingEventLoop { channel.testingEventLoop }
  nonisolated var isOpen: Bool { channel.isActive }
  /// How often the socket has asked for more of its client's bytes.
  nonisolated var readCount: Int { reads.count.withLock { $0 } }

  init(
    _ agents: ScriptedAgents? = nil, tokenSeconds: Int64 = 86_400,
    cancelGrace: Duration = .zero
  ) async throws {
    channel = NIOAsyncTestingChannel()
    server = try await ServerBench(
      agents, eventLoops: channel.testingEventLoop, tokenSeconds: tokenSeconds,
      cancelGrace: cancelGrace)
    (user, token) = try await server.register()
  }

  /// Connects, and sends `early` before the server can have answered.
  /// - Parameter change: of a request of the user with the token.
  func connect(
    to target: StreamRequest.Target = .user, framesPerSecond: Int = 1000,
    early: [WebSocketFrame] = [], _ change: (inout StreamRequest) -> Void = { _ in }
  ) async throws {
    var request = StreamRequest(target)
    request.token = token
    change(&request)
    let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
    try await channel.connect(to: address).get()
    try await loop.executeInContext { [channel, reads, server, request] in
      let pipeline = channel.pipeline.syncOperations
      try pipeline.addHandlers([reads, WebSocketFrameEncoder()])
      try pipeline.addHandler(
        StreamSocket(
          channel: channel, request: request, agreement: nil, framesPerSecond: framesPerSecond,
          allowances: UserAllowances(),
          services: server.streams))
      for frame in early { channel.pipeline.fireChannelRead(frame) }
    }
    await loop.run()
  }

  /// As `connect`, where it follows nothing yet; takes what the server says first.
  func connectFollowingNothing() async throws {
    try await connect { $0.follow = "none" }
    _ = try await next()
  }

  // MARK: - Sending

  static func frame(
    _ opcode: WebSocketOpcode, _ payload: some Sequence<UInt8>, isLast: Bool = true,
    isMasked: Bool = true
  ) -> WebSocketFrame {
    let key: WebSocketMaskingKey = [1, 2, 3, 4]
    var data = ByteBuffer(bytes: payload)
    if isMasked { data.webSocketMask(key) }
    return WebSocketFrame(
      fin: isLast, opcode: opcode, maskKey: isMasked ? key : nil, data: data)
  }

  /// All at once.
  func send(_ frames: WebSocketFrame...) async throws { try await send(frames) }

  func send(_ frames: [WebSocketFrame]) async throws {
    try await loop.executeInContext { [channel] in
      for frame in frames { channel.pipeline.fireChannelRead(frame) }
    }
    await loop.run()
  }

  func send(text: String) async throws { try await send(Self.frame(.text, text.utf8)) }

  /// The client's side of the connection has more, or the server goes on.
  func read() async throws {
    try await loop.executeInContext { [channel] in channel.read() }
  }

  func fire(_ event: any Sendable) async throws {
    try await loop.executeInContext { [channel] in
      channel.pipeline.fireUserInboundEventTriggered(event)
    }
    await loop.run()
  }

  func wait(_ seconds: Int64) async { await loop.advanceTime(by: .seconds(seconds)) }

  // MARK: - Receiving

  /// The next frame that the server has sent, or sends.
  func next() async throws -> Frame {
    while true {
      if let frame = takeFrame() { return frame }
      guard case .byteBuffer(let buffer) = try await written() else { continue }
      received += buffer.readableBytesView
    }
  }

  /// A test that is over waits no longer.
  private func written() async throws -> IOData {
    try await withTaskCancellationHandler {
      try await channel.waitForOutboundWrite(as: IOData.self)
    } onCancel: {
      channel.close(promise: nil)
    }
  }

  /// Frames up to one of this type.
  func next(upTo type: String) async throws -> [Frame] {
    var frames: [Frame] = []
    repeat { frames.append(try await next()) } while frames.last?.type != type
    return frames
  }

  /// What the server has sent and nobody has taken.
  func left() async throws -> [Frame] {
    while case .byteBuffer(let buffer)? = try await channel.readOutbound(as: IOData.self) {
      received += buffer.readableBytesView
    }
    var frames: [Frame] = []
    while let frame = takeFrame() { frames.append(frame) }
    return frames
  }

  /// Unmasked, in one piece.
  private func takeFrame() -> Frame? {
    guard received.count >= 2 else { return nil }
    let short = Int(received[1])
    let more = short == 126 ? 2 : short == 127 ? 8 : 0
    guard received.count >= 2 + more else { return nil }
    let length = more == 0 ? short : received[2..<(2 + more)].reduce(0) { $0 << 8 | Int($1) }
    let end = 2 + more + length
    guard received.count >= end else { return nil }
    defer { received.removeFirst(end) }
    return Frame(opcode: received[0] & 0x0F, payload: Array(received[(2 + more)..<end]))
  }

  func close() async throws {
    _ = try? await channel.finish(acceptAlreadyClosed: true)
    try await server.stop()
  }
}

private final class ReadCounter: ChannelOutboundHandler, Sendable {
  typealias OutboundIn = NIOAny

  let count = Mutex(0)

  func read(context: ChannelHandlerContext) {
    count.withLock { $0 += 1 }
    context.read()
  }
}
