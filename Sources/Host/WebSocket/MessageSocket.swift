import HermesEvents
import NIOCore
import NIOWebSocket

/// How every socket of the server handles a client's frames, and how it closes. On its loop only.
protocol MessageSocket: ChannelInboundHandler where InboundIn == WebSocketFrame {
  var channel: any Channel { get }
  var writer: SocketWriter { get }
  var rules: FrameRules { get set }
  /// Whether a close frame has been sent, after which nothing else is.
  var isClosing: Bool { get set }

  /// Whether the client may send another frame now.
  func mayReceive() -> Bool
  func received(text: String)
  func received(binary: [UInt8])
  func receivedPong()
  /// Writes a frame between those of the stream.
  func writeControl(_ frame: [UInt8])
  /// Called before the close frame.
  func willClose()
}

extension MessageSocket {
  func receive(_ frame: WebSocketFrame) {
    let isClose = frame.opcode == .connectionClose
    guard !isClosing else {
      // Only the peer's close still matters.
      if isClose { channel.close(promise: nil) }
      return
    }
    guard mayReceive() else { return }
    switch rules.receive(frame) {
    case .nothing: break
    case .text(let text): received(text: text)
    case .binary(let bytes): received(binary: bytes)
    case .ping(let payload): writeControl(Frame.encode(.pong, payload: payload))
    case .pong: receivedPong()
    case .close(let code, let reason): close(code: code, reason: reason, isAnswer: isClose)
    }
  }

  func fail(_ error: any Error) {
    switch error {
    case NIOWebSocketError.invalidFrameLength: close(code: 1009, reason: "the frame is too large")
    case is NIOWebSocketError: close(code: 1002, reason: "malformed frame")
    default: channel.close(promise: nil)
    }
  }

  func close(code: UInt16, reason: String) { close(code: code, reason: reason, isAnswer: false) }

  /// RFC 6455, section 7.1.1: the server closes the connection.
  private func close(code: UInt16, reason: String, isAnswer: Bool) {
    guard !isClosing else { return }
    willClose()
    isClosing = true
    let channel = channel
    writer.write(Frame.close(code: code, reason: reason)) {
      if isAnswer { channel.close(promise: nil) }
    }
    // Give the peer a moment to answer, or to read what was written.
    channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
  }
}
