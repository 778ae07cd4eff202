import HermesContract
import HermesEvents
import NIOCore
import NIOWebSocket

/// Sends every message back: the server's own WebSocket rules for protocol suites to try.
final class EchoSocket: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame

  private let writer: SocketWriter
  private let channel: any Channel
  private var rules: FrameRules
  private var isClosing = false

  init(_ channel: any Channel, maximumMessageBytes: Int) throws {
    self.channel = channel
    writer = try SocketWriter(channel)
    rules = FrameRules(maximumMessageBytes: maximumMessageBytes)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    switch rules.receive(unwrapInboundIn(data)) {
    case .nothing, .pong: break
    case .text(let text): writer.write(Frame.encode(.text, Array(text.utf8)))
    case .binary(let bytes): writer.write(Frame.encode(.binary, bytes))
    case .ping(let payload): writer.write(Frame.encode(.pong, payload))
    case .close(let code, let reason): close(code, reason)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOWebSocketError.invalidFrameLength: close(1009, "the frame is too large")
    case is NIOWebSocketError: close(1002, "malformed frame")
    default: context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  private func close(_ code: UInt16, _ reason: String) {
    guard !isClosing else { return }
    isClosing = true
    let channel = channel
    writer.write(Frame.close(code, reason)) { channel.close(promise: nil) }
  }
}

extension UpgradableChannel {
  /// A port on which every path is an echo.
  package static func echo(
    responder: @escaping Responder, maximumMessageBytes: Int
  ) -> UpgradableChannel {
    UpgradableChannel(
      responder: responder, origins: OriginPolicy(isLoopback: false, allowed: []),
      maximumFrameBytes: maximumMessageBytes, isSocketPath: { _ in true },
      addSocket: { channel, _ in
        try channel.pipeline.syncOperations.addHandler(
          EchoSocket(channel, maximumMessageBytes: maximumMessageBytes))
      })
  }
}
