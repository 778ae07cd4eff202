import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HermesListener

@Suite struct LastRequestWatchTests {
  private func kept(_ text: String) throws -> Int {
    let channel = EmbeddedChannel()
    let counter = Counter()
    let bytes = BytesBehindLastRequest()
    try channel.pipeline.syncOperations.addHandlers([
      bytes, counter, ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
      LastRequestWatch(bytes),
    ])
    try channel.writeInbound(ByteBuffer(string: text))
    for _ in 0..<10 { try channel.writeInbound(ByteBuffer(string: "more")) }
    _ = try? channel.finish(acceptAlreadyClosed: true)
    return counter.taken - text.utf8.count
  }

  @Test(
    "Nothing behind a connection's last request is kept",
    arguments: [
      "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\nConnection: upgrade\r\nContent-Length: 2\r\n\r\nab",
    ])
  func last(head: String) throws { #expect(try kept(head) == 0) }

  @Test("A request that has another behind it, and a body that has not come, are read on")
  func others() throws {
    #expect(try kept("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX: ") == 40)
    #expect(
      try kept("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 99\r\n\r\n")
        == 40)
  }

  /// What gets as far as the decoder.
  private final class Counter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    var taken = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      taken += unwrapInboundIn(data).readableBytes
      context.fireChannelRead(data)
    }
  }
}
