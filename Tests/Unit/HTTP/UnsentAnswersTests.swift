import Testing

@testable import HermesHTTP

struct UnsentAnswersTests {
  private let unsent = UnsentAnswers(perClient: 3 << 20, total: 5 << 20)

  @Test("A client holds so much and everybody so much, until it is given back")
  func bounded() throws {
    var held = [
      try unsent.share(of: "a", bytes: 2 << 20), try unsent.share(of: "a", bytes: 1 << 20),
    ]
    #expect(throws: (any Error).self) { try unsent.share(of: "a", bytes: 1 << 20) }
    held.append(try unsent.share(of: "b", bytes: 2 << 20))
    #expect(throws: (any Error).self) { try unsent.share(of: "c", bytes: 1 << 20) }
    held.removeAll()
    #expect(try unsent.share(of: "c", bytes: 3 << 20) != nil)
  }

  @Test(
    "The first answer of a client is sent, however large, and small ones and blobs do not count")
  func exempt() throws {
    let large = try unsent.share(of: "a", bytes: 4 << 20)
    #expect(large != nil)
    #expect(try unsent.share(of: "a", bytes: 1000) == nil)
    #expect(try unsent.share(of: "a", bytes: 1 << 30) == nil)
    #expect(throws: (any Error).self) { try unsent.share(of: "a", bytes: 1 << 20) }
  }
}
