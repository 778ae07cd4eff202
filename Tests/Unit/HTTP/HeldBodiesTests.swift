import HermesContract
import Hummingbird
import NIOCore
import Testing

@testable import HermesHTTP

struct HeldBodiesTests {
  private let held = HeldBodies(perClient: 3 << 20, total: 5 << 20)

  private func share(_ client: String, _ bytes: Int) throws -> HeldBodies.Share? {
    try held.share(of: client, bytes: bytes, else: .cancelled)
  }

  @Test("A client holds so much and everybody so much, until it is given back")
  func bounded() throws {
    var shares = [
      try share("a", 2 << 20), try share("a", 1 << 20),
    ]
    #expect(throws: (any Error).self) { try share("a", 1 << 20) }
    shares.append(try share("b", 2 << 20))
    #expect(throws: (any Error).self) { try share("c", 1 << 20) }
    shares.removeAll()
    #expect(try share("c", 3 << 20) != nil)
  }

  @Test(
    "The first answer of a client is sent, however large, and small ones and blobs do not count")
  func exempt() throws {
    let large = try share("a", 4 << 20)
    #expect(large != nil)
    #expect(try share("a", 1000) == nil)
    #expect(try share("a", 1 << 30) == nil)
    #expect(throws: (any Error).self) { try share("a", 1 << 20) }
  }

  @Test("A small first body of a client is taken whatever others hold")
  func smallFirst() throws {
    let others = [try share("a", 3 << 20), try share("b", 2 << 20)]
    let first = try share("c", 200 << 10)
    #expect(first != nil && others.count == 2)
    #expect(throws: (any Error).self) { try share("c", 200 << 10) }
    #expect(throws: (any Error).self) { try share("d", 300 << 10) }
  }

  @Test("The share of a request is given back when its body has been read")
  func givenBack() async throws {
    let pieces = AsyncStream<ByteBuffer> { stream in
      stream.yield(ByteBuffer(string: "body"))
      stream.finish()
    }
    let body = CountedBody(
      RequestBody(asyncSequence: pieces), try #require(try share("a", 3 << 20)))
    var iterator = body.makeAsyncIterator()
    #expect(try await iterator.next() == ByteBuffer(string: "body"))
    #expect(throws: (any Error).self) { try share("a", 1 << 20) }
    #expect(try await iterator.next() == nil)
    #expect(try share("a", 1 << 20) != nil)
  }
}
