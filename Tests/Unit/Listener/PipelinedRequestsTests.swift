import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HermesListener

struct PipelinedRequestsTests {
  private let channel = EmbeddedChannel(handler: PipelinedRequests())

  private func head(_ uri: String) -> HTTPServerRequestPart {
    .head(HTTPRequestHead(version: .http1_1, method: .POST, uri: uri))
  }

  private func body(_ text: String) -> HTTPServerRequestPart { .body(ByteBuffer(string: text)) }

  private func send(_ parts: [HTTPServerRequestPart]) {
    for part in parts { channel.pipeline.fireChannelRead(part) }
  }

  private func arrived() throws -> [HTTPServerRequestPart] {
    var parts: [HTTPServerRequestPart] = []
    while let part = try channel.readInbound(as: HTTPServerRequestPart.self) { parts.append(part) }
    return parts
  }

  private func answer() throws {
    try channel.writeOutbound(
      HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
    try channel.writeOutbound(HTTPServerResponsePart.end(nil))
  }

  @Test("A request waits until the answer to the one before it is written")
  func turns() throws {
    send([
      head("/1"), body("a"), .end(nil), head("/2"), body("b"), .end(nil), head("/3"), .end(nil),
    ])
    #expect(try arrived() == [head("/1"), body("a"), .end(nil)])
    try answer()
    #expect(try arrived() == [head("/2"), body("b"), .end(nil)])
    try answer()
    #expect(try arrived() == [head("/3"), .end(nil)])
    try answer()
    send([head("/4"), .end(nil)])
    #expect(try arrived() == [head("/4"), .end(nil)])
  }

  @Test("The rest of a request that was answered early is handed on as it comes")
  func early() throws {
    send([head("/1"), body("a")])
    try answer()
    send([body("b"), .end(nil), head("/2")])
    #expect(try arrived() == [head("/1"), body("a"), body("b"), .end(nil), head("/2")])
    send([head("/3")])
    try answer()
    #expect(try arrived() == [head("/3")])
  }

  @Test("The end of what a client sends comes behind the requests that it sent")
  func inputClosed() throws {
    let events = InboundEvents()
    try channel.pipeline.syncOperations.addHandler(events)
    send([head("/1"), .end(nil), head("/2"), .end(nil)])
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    #expect(events.closed == 0)
    try answer()
    #expect(try arrived() == [head("/1"), .end(nil), head("/2"), .end(nil)])
    #expect(events.closed == 1)
  }

  @Test("What can't be read comes behind the requests before it")
  func unreadable() throws {
    let events = InboundEvents()
    try channel.pipeline.syncOperations.addHandler(events)
    send([head("/1"), .end(nil), head("/2"), .end(nil)])
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
    try answer()
    #expect(events.errors == 0)
    try answer()
    #expect(events.errors == 1)
    send([head("/3"), .end(nil)])
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
    #expect(events.errors == 1)
    try answer()
    #expect(events.errors == 2)
    send([head("/4"), body("a")])
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidChunkSize)
    #expect(events.errors == 3)
  }

  @Test(
    "What can't be read in the midst of an answer ends the connection, and puts nothing into the answer"
  )
  func unreadableWhileAnswering() throws {
    let events = InboundEvents()
    try channel.pipeline.syncOperations.addHandler(events)
    send([head("/1"), body("a")])
    let begun = HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok))
    try channel.writeOutbound(begun)
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidChunkSize)
    #expect(events.errors == 0)
    #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == begun)
    #expect(throws: ChannelError.alreadyClosed) { try channel.finish() }
  }

  @Test("Nothing more is read while too much of bodies waits")
  func bodies() throws {
    let reads = Reads()
    try channel.pipeline.syncOperations.addHandler(reads, position: .first)
    send([head("/1"), .end(nil), head("/2")])
    channel.read()
    #expect(reads.count == 1)
    send([body(String(repeating: "a", count: PipelinedRequests.maximumHeld + 1))])
    channel.read()
    #expect(reads.count == 1)
    try answer()
    #expect(reads.count == 2)
  }

  @Test("Nothing more is read while heads that wait are large")
  func manyFields() throws {
    let reads = Reads()
    try channel.pipeline.syncOperations.addHandler(reads, position: .first)
    send([head("/1"), .end(nil)])
    let value = String(repeating: "a", count: PipelinedRequests.maximumHeld / 2 - 1024)
    for index in 0..<3 {
      channel.read()
      #expect(reads.count == index + 1)
      let large = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/2", headers: ["X": value])
      send([.head(large), .end(nil)])
    }
    channel.read()
    #expect(reads.count == 3)
  }

  @Test("A connection with more requests than a pipeline needs is closed")
  func tooMany() throws {
    for _ in 0..<PipelinedRequests.maximum { send([head("/"), .end(nil)]) }
    #expect(try arrived().count == 2)
    send([head("/")])
    #expect(throws: ChannelError.alreadyClosed) { try channel.finish() }
  }
}

private final class InboundEvents: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  var closed = 0
  var errors = 0

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { closed += 1 }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { errors += 1 }
}

private final class Reads: ChannelOutboundHandler {
  typealias OutboundIn = NIOAny

  var count = 0

  func read(context: ChannelHandlerContext) { count += 1 }
}
