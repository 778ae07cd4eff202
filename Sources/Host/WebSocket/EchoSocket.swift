import HermesCompression
import HermesContract
import HermesEvents
import HermesListener
import NIOCore
import NIOWebSocket

/// Echoes every message: exposes the server's own WebSocket code to protocol test suites.
final class EchoSocket: MessageSocket {
  typealias InboundIn = WebSocketFrame

  let channel: any Channel
  let writer: SocketWriter
  var rules: FrameRules
  var isClosing = false
  private let window: DeflateWindow?
  private let deflaters: DeflaterPool

  init(
    channel: any Channel, agreement: DeflateAgreement?, deflaters: DeflaterPool,
    maximumMessageBytes: Int
  ) throws {
    self.channel = channel
    self.deflaters = deflaters
    writer = try SocketWriter(channel)
    window = agreement.map { DeflateWindow(agreed: $0.serverWindowBits) }
    rules = FrameRules(maximumMessageBytes: maximumMessageBytes, agreement: agreement)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) { receive(unwrapInboundIn(data)) }

  func mayReceive() -> Bool { true }

  func received(text: String) { sendBack(.text, payload: Array(text.utf8)) }

  func received(binary: [UInt8]) { sendBack(.binary, payload: binary) }

  func receivedPong() {}

  func writeControl(_ frame: [UInt8]) { writer.write(frame) }

  func willClose() {}

  func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  private func sendBack(_ opcode: Frame.Opcode, payload: [UInt8]) {
    let message = window.flatMap { window in
      payload.withUnsafeBytes { deflaters.compress($0, window: window) }
    }
    writer.write(Frame.encode(opcode, payload: message ?? payload, isCompressed: message != nil))
  }
}

extension UpgradableChannel {
  /// A port on which every path is an echo.
  package static func echo(
    responder: @escaping Responder, maximumMessageBytes: Int
  ) -> UpgradableChannel {
    let deflaters = DeflaterPool()
    return UpgradableChannel(
      responder: responder, origins: OriginPolicy(isLoopback: false, allowed: []),
      sockets: SocketUpgrade(
        maximumMessageBytes: maximumMessageBytes, isSocketPath: { _ in true },
        add: { channel, _, agreement in
          try channel.pipeline.syncOperations.addHandler(
            EchoSocket(
              channel: channel, agreement: agreement, deflaters: deflaters,
              maximumMessageBytes: maximumMessageBytes))
        }))
  }
}
