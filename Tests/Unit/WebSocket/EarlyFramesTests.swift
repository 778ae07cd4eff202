import NIOCore
import NIOWebSocket
import Testing

@testable import HermesWebSocket

struct EarlyFramesTests {
  private func frame(_ bytes: Int) -> WebSocketFrame {
    WebSocketFrame(
      fin: true, opcode: .text, data: ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes))
  }

  @Test("A few frames are kept as they came, and neither many nor large ones")
  func bounded() {
    var early = EarlyFrames()
    let taken = (0...EarlyFrames.maximumFrames).map { _ in early.keep(frame(10)) }
    #expect(taken.filter { $0 }.count == EarlyFrames.maximumFrames && taken.last == false)
    var large = EarlyFrames()
    let (first, second) = (large.keep(frame(EarlyFrames.maximumBytes)), large.keep(frame(1)))
    #expect(first && !second && large.frames.count == 1)
  }
}
