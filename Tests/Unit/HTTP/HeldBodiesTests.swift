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

  @Test("A request counts with what has come of it, until something has been made of it")
  func growing() async throws {
    let (pieces, sender) = AsyncStream.makeStream(of: ByteBuffer.self)
    let body = CountedBody(RequestBody(asyncSequence: pieces), share: held.emptyShare(of: "a"))
    var iterator = body.makeAsyncIterator()
    // Nothing has come yet.
    let others = [try share("a", 1 << 20), try share("b", 3 << 20)]
    let piece = ByteBuffer(repeating: 0, count: 1 << 20)
    sender.yield(piece)
    #expect(try await iterator.next() == piece)
    #expect(throws: (any Error).self) { try share("c", 1 << 20) }
    sender.finish()
    #expect(try await iterator.next() == nil && others.count == 2)
    #expect(throws: (any Error).self) { try share("c", 1 << 20) }
    body.holder.giveBack()
    #expect(try share("c", 1 << 20) != nil)
  }

  @Test("A request that grows beyond what its client may hold is refused, and a small one is not")
  func refused() async throws {
    let others = [try share("a", 3 << 20), try share("b", 2 << 20)]
    func read(_ sizes: [Int], of client: String) async throws -> Int {
      let pieces = AsyncStream<ByteBuffer> { stream in
        for size in sizes { stream.yield(ByteBuffer(repeating: 0, count: size)) }
        stream.finish()
      }
      let body = CountedBody(RequestBody(asyncSequence: pieces), share: held.emptyShare(of: client))
      return try await body.reduce(0) { $0 + $1.readableBytes }
    }
    #expect(try await read([40 << 10, 20 << 10], of: "a") == 60 << 10)
    await #expect(throws: HermesError.self) { try await read([40 << 10, 40 << 10], of: "a") }
    #expect(try await read([40 << 10, 200 << 10], of: "c") == 240 << 10)
    await #expect(throws: HermesError.self) { try await read([200 << 10, 100 << 10], of: "c") }
    #expect(others.count == 2)
  }
}
