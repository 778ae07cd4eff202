// libFuzzer target: a client's bytes through the frame decoder, the frame rules and the inflater, in
// pieces. Build and run: Tests/Fuzz/frames [LIBFUZZER OPTIONS].
import HermesCompression
import NIOCore
import NIOEmbedded
import NIOWebSocket

private let limit = 4096

private final class Receiver: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame

  var rules: FrameRules
  var isOver = false

  init(isCompressed: Bool, keepsContext: Bool) {
    let offer = "permessage-deflate" + (keepsContext ? "" : "; client_no_context_takeover")
    rules = FrameRules(
      maximumMessageBytes: limit, agreement: isCompressed ? .negotiate([offer]) : nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    switch rules.receive(unwrapInboundIn(data)) {
    case .nothing, .pong: break
    case .text(let text): precondition(text.utf8.count <= limit)
    case .binary(let bytes): precondition(bytes.count <= limit)
    case .ping(let payload): precondition(payload.count <= 125)
    case .close(let code, _):
      precondition((1000...4999).contains(code))
      isOver = true
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { isOver = true }
}

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let data = UnsafeBufferPointer(start: start, count: count)
  guard let options = data.first else { return 0 }
  let channel = EmbeddedChannel()
  let receiver = Receiver(isCompressed: options & 1 == 1, keepsContext: options & 2 == 2)
  let operations = channel.pipeline.syncOperations
  do {
    try operations.addHandler(
      ByteToMessageHandler(
        WebSocketFrameDecoder(maxFrameSize: FrameRules.maximumFrameBytes(ofMessage: limit))))
    try operations.addHandler(receiver)
    var rest = data.dropFirst()
    let piece = options & 4 == 4 ? max(1, Int(options >> 3)) : rest.count
    while !rest.isEmpty, !receiver.isOver {
      try channel.writeInbound(ByteBuffer(bytes: rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    // What the decoder still holds is no frame: an error and no crash.
    _ = try channel.finish(acceptAlreadyClosed: true)
  } catch {}
  return 0
}
