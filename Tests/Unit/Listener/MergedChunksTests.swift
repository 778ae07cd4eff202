import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HermesListener

struct MergedChunksTests {
  private func parts(of channel: EmbeddedChannel) throws -> [HTTPServerRequestPart] {
    var parts: [HTTPServerRequestPart] = []
    while let part = try channel.readInbound(as: HTTPServerRequestPart.self) { parts.append(part) }
    return parts
  }

  private func body(_ text: String) -> HTTPServerRequestPart { .body(ByteBuffer(string: text)) }

  @Test("Chunks of one read are one piece; those of two reads and of two requests are not")
  func merging() throws {
    let channel = EmbeddedChannel(handler: MergedChunks())
    let head = HTTPServerRequestPart.head(
      HTTPRequestHead(version: .http1_1, method: .POST, uri: "/"))
    for part in [head, body("a"), body("b"), body("c")] { channel.pipeline.fireChannelRead(part) }
    #expect(try parts(of: channel) == [head])
    channel.pipeline.fireChannelReadComplete()
    #expect(try parts(of: channel) == [body("abc")])
    for part in [body("d"), body("e"), .end(nil), head, body("f"), .end(nil)] {
      channel.pipeline.fireChannelRead(part)
    }
    channel.pipeline.fireChannelReadComplete()
    #expect(try parts(of: channel) == [body("de"), .end(nil), head, body("f"), .end(nil)])
    _ = try channel.finish()
  }

  @Test("A few bytes of a large read do not hold the whole read")
  func sliceOfRead() throws {
    let channel = EmbeddedChannel(handler: MergedChunks())
    let read = ByteBuffer(repeating: UInt8(ascii: "a"), count: 16 << 10)
    for length in [8, 12 << 10] {
      let piece = try #require(read.getSlice(at: 0, length: length))
      channel.pipeline.fireChannelRead(HTTPServerRequestPart.body(piece))
      channel.pipeline.fireChannelReadComplete()
      guard case .body(let handedOn)? = try parts(of: channel).first else {
        Issue.record("nothing was handed on")
        return
      }
      #expect(handedOn == piece && handedOn.storageCapacity <= 2 * length + 256)
    }
    _ = try channel.finish()
  }

  @Test("What has come is handed on when the connection ends")
  func end() throws {
    let channel = EmbeddedChannel(handler: MergedChunks())
    channel.pipeline.fireChannelRead(body("a"))
    channel.pipeline.fireChannelInactive()
    #expect(try parts(of: channel) == [body("a")])
    _ = try? channel.finish()
  }

  @Test("A connection whose chunks are tiny is refused, and one with some tiny chunks is not")
  func tinyChunks() throws {
    let channel = EmbeddedChannel(handler: MergedChunks())
    for _ in 0..<2000 {
      channel.pipeline.fireChannelRead(body("a"))
      channel.pipeline.fireChannelRead(body("a line of some bytes"))
    }
    channel.pipeline.fireChannelReadComplete()
    #expect(try parts(of: channel).count == 1)
    for _ in 0..<2000 { channel.pipeline.fireChannelRead(body("a")) }
    #expect(throws: MergedChunks.TooSmall.self) { try channel.throwIfErrorCaught() }
    channel.pipeline.fireChannelReadComplete()
    #expect(try parts(of: channel).isEmpty)
    _ = try channel.finish()
  }
}
