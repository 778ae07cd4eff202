import HermesContract
import HermesOutbound
import HermesTerminal
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// A task's events over WebSocket; reconnects after the last event that was received.
struct EventStream: Sendable {
  let address: ServerAddress
  let token: String?
  let task: String

  private static let maximumFrameBytes = 16 << 20
  private static let maximumRetries = 10
  /// More than two of the server's pings, which come every 30 seconds.
  private static let silenceLimit = TimeAmount.seconds(75)

  /// Calls `onEvent` with each event, in order, until the terminal one.
  /// - Throws: `CommandFailure` if the server refuses or stays unreachable.
  func follow(_ onEvent: (JSONValue) async -> Void) async throws {
    var lastSeq: Int64 = 0
    var failures = 0
    while true {
      let before = lastSeq
      do {
        if try await readEvents(
          after: lastSeq,
          { event in
            if let seq = event["seq"]?.int { lastSeq = seq }
            await onEvent(event)
          })
        {
          return
        }
      } catch let failure as CommandFailure {
        throw failure
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        if let refusal = ClientTLS.refusal(of: error, at: address) { throw refusal }
        // The connection broke or could not be made: retry below.
      }
      failures = lastSeq > before ? 0 : failures + 1
      guard failures <= Self.maximumRetries else {
        throw CommandFailure(
          message:
            "The server no longer responds. The task continues there; see: hermes watch \(task)")
      }
      let wait = min(5000, 100 << failures)
      try await Task.sleep(for: .milliseconds(Int.random(in: wait / 2...wait)))
    }
  }

  /// - Returns: whether the terminal event has been received.
  private func readEvents(
    after seq: Int64, _ onEvent: (JSONValue) async -> Void
  ) async throws -> Bool {
    let channel = try await connect(after: seq)
    return try await channel.executeThenClose { inbound, outbound in
      var refusal: String?
      var message: [UInt8] = []
      for try await frame in inbound {
        switch frame.opcode {
        case .ping:
          try await outbound.write(
            WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData))
        case .connectionClose:
          let code = frame.unmaskedData.getInteger(
            at: frame.unmaskedData.readerIndex, as: UInt16.self)
          if code == 4401 || code == 4404 || code == 4429 {
            throw CommandFailure(
              message: refusal ?? "The server refused the stream (\(code ?? 0)).")
          }
          return false
        case .text, .continuation:
          message += Array(buffer: frame.unmaskedData)
          // No event is that long: the sender is not Hermes, or is faulty.
          guard message.count <= Self.maximumFrameBytes else { return false }
          guard frame.fin else { continue }
          // A corrupted stream is restarted after the last event.
          guard let event = JSONValue(parsing: message) else { return false }
          message = []
          let type = event["type"]?.string ?? ""
          if type == "error" {
            refusal = event["message"]?.string.map {
              ServerWords.text(code: event["data"]?["code"]?.string ?? "", message: $0)
            }
            continue
          }
          await onEvent(event)
          if EventType(rawValue: type)?.isTerminal == true { return true }
        default: continue
        }
      }
      return false
    }
  }

  private typealias Channel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

  private func connect(after seq: Int64) async throws -> Channel {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(10))
    let upgrade: EventLoopFuture<Channel?>
    switch address {
    case .url(_, let host, let port, _):
      upgrade = try await bootstrap.connect(host: host, port: port) { setUp($0, after: seq) }
    case .controlSocket(let path):
      upgrade = try await bootstrap.connect(unixDomainSocketPath: path) { setUp($0, after: seq) }
    }
    guard let channel = try await upgrade.get() else {
      throw CommandFailure(message: "\(address.place) is not a Hermes server.")
    }
    return channel
  }

  private func addTLS(_ channel: any NIOCore.Channel) throws {
    guard case .url(secure: true, let host, _, _) = address else { return }
    // An address must not be sent as server name (RFC 6066, section 3); it is checked against the
    // connection's address.
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    try channel.pipeline.syncOperations.addHandler(
      NIOSSLClientHandler(
        context: NIOSSLContext(configuration: ClientTLS.configuration),
        serverHostname: isAddress ? nil : host))
  }

  private func setUp(
    _ channel: any NIOCore.Channel, after seq: Int64
  ) -> EventLoopFuture<EventLoopFuture<Channel?>> {
    channel.eventLoop.makeCompletedFuture {
      try addTLS(channel)
      try channel.pipeline.syncOperations.addHandlers(SilenceLimit.handlers(Self.silenceLimit))
      let upgrader = NIOTypedWebSocketClientUpgrader<Channel?>(
        maxFrameSize: Self.maximumFrameBytes,
        upgradePipelineHandler: { channel, _ in
          channel.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel(wrappingChannelSynchronously: channel)
          }
        })
      var head = HTTPRequestHead(
        version: .http1_1, method: .GET,
        uri: address.target("/api/v1/ws/tasks/\(task)?after=\(seq)"),
        headers: ["Host": address.authority, "Content-Length": "0"])
      if let token { head.headers.add(name: "Authorization", value: "Bearer \(token)") }
      var pipeline = NIOUpgradableHTTPClientPipelineConfiguration<Channel?>(
        upgradeConfiguration: .init(
          upgradeRequestHead: head, upgraders: [upgrader],
          notUpgradingCompletionHandler: { $0.eventLoop.makeSucceededFuture(nil) }))
      // Events may arrive in the same packet as the response to the handshake.
      pipeline.leftOverBytesStrategy = .forwardBytes
      return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
        configuration: pipeline)
    }
  }
}
