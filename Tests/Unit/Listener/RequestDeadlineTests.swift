import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HermesListener

struct RequestDeadlineTests {
  private let channel: EmbeddedChannel
  private let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")

  init() throws {
    channel = EmbeddedChannel(handler: RequestDeadline(.seconds(30)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func receive(_ part: HTTPServerRequestPart) throws { try channel.writeInbound(part) }

  private var byte: HTTPServerRequestPart { .body(ByteBuffer(string: "x")) }

  @Test("A body that trickles is ended with 408 after the limit, however often a byte comes")
  func trickle() throws {
    try receive(.head(head))
    for _ in 0..<29 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try receive(byte)
    }
    #expect(channel.isActive)
    #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    guard case .head(let answer) = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
      Issue.record("no answer")
      return
    }
    #expect(answer.status == .requestTimeout && answer.headers["Connection"] == ["close"])
    #expect(!channel.isActive)
  }

  @Test(
    "A request that is whole may take as long as it likes to be answered, and the next begins anew")
  func whole() throws {
    for _ in 0..<2 {
      try receive(.head(head))
      channel.embeddedEventLoop.advanceTime(by: .seconds(29))
      try receive(.end(nil))
      channel.embeddedEventLoop.advanceTime(by: .hours(1))
      #expect(channel.isActive)
      try channel.writeOutbound(
        HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
    }
  }

  @Test("An answer that has begun is not interrupted by another")
  func answered() throws {
    try receive(.head(head))
    try channel.writeOutbound(
      HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .unauthorized)))
    _ = try channel.readOutbound(as: HTTPServerResponsePart.self)
    channel.embeddedEventLoop.advanceTime(by: .seconds(30))
    #expect(!channel.isActive)
    #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
  }
}
