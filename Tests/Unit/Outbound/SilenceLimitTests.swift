import HermesOutbound
import NIOCore
import NIOEmbedded
import Testing

struct SilenceLimitTests {
  private let channel = EmbeddedChannel()

  /// The limit itself goes by the real clock; the loop, which looks, by one that is set forward.
  private func connect(_ limit: TimeAmount) throws {
    try channel.pipeline.syncOperations.addHandlers(SilenceLimit.handlers(limit))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    #expect(channel.isActive)
  }

  @Test("A connection on which nothing comes is closed when the time is over")
  func silence() throws {
    try connect(.nanoseconds(1))
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test("Before that it stays, and what comes is handed on")
  func pings() throws {
    try connect(.hours(24))
    // Not beyond: the handler's next look is at a time of the real clock, and where that is past already the
    // loop, which does not go on by itself, would look for ever.
    channel.embeddedEventLoop.advanceTime(by: .hours(24))
    try channel.writeInbound(ByteBuffer(string: "ping"))
    #expect(try channel.readInbound(as: ByteBuffer.self) == ByteBuffer(string: "ping"))
    #expect(channel.isActive)
  }
}
