import Testing

@testable import HermesCompression

struct DeflateAgreementTests {
  private static let name = "permessage-deflate"

  private func answer(_ headers: String...) -> String? {
    DeflateAgreement.negotiate(headers)?.header
  }

  @Test("What the server keeps to is always said; the rest is answered where it was offered")
  func answers() {
    let always = "\(Self.name); server_no_context_takeover"
    #expect(answer(Self.name) == always)
    #expect(answer("\(Self.name); server_no_context_takeover") == always)
    #expect(
      answer("\(Self.name); client_no_context_takeover") == always + "; client_no_context_takeover")
    #expect(
      answer("\(Self.name); client_max_window_bits; server_max_window_bits=10")
        == always + "; server_max_window_bits=10; client_max_window_bits=12")
  }

  @Test(
    "The client's window is what it can do, and no more than is wanted here",
    arguments: [("", 12), ("=8", 8), ("=9", 9), ("=12", 12), ("=15", 12)])
  func clientWindow(value: String, bits: Int) throws {
    let agreement = try #require(
      DeflateAgreement.negotiate(["\(Self.name); client_max_window_bits\(value)"]))
    #expect(agreement.clientWindowBits == bits)
  }

  @Test("A client that can't be told uses what it likes")
  func clientWindowUntold() {
    #expect(DeflateAgreement.negotiate([Self.name])?.clientWindowBits == 15)
  }

  @Test(
    "A parameter that is unknown, repeated or has a wrong value declines its offer",
    arguments: [
      "x", "server_max_window_bits", "server_max_window_bits=8", "server_max_window_bits=16",
      "server_max_window_bits=09", "server_max_window_bits=+9", "client_max_window_bits=7",
      "client_max_window_bits=x", "client_no_context_takeover=0", "server_no_context_takeover=",
      "client_max_window_bits; client_max_window_bits=9", "Client_max_window_bits",
    ])
  func declined(parameters: String) {
    #expect(answer("\(Self.name); \(parameters)") == nil)
    if DeflateAgreement.isReadable(["\(Self.name); \(parameters)"]) {
      #expect(answer("\(Self.name); \(parameters), \(Self.name)") != nil)
    }
  }

  @Test("The first good offer of any header is taken")
  func order() {
    #expect(
      answer("x, \(Self.name); server_max_window_bits=9, \(Self.name)")?.contains("=9") == true)
    #expect(
      answer("x; y=\"z\"", "\(Self.name); server_max_window_bits=11")?.contains("=11") == true)
    #expect(answer("x") == nil && answer("") == nil && DeflateAgreement.negotiate([]) == nil)
  }

  @Test(
    "A header is a list of tokens with parameters (RFC 6455, section 9.1)",
    arguments: [
      ("", true), (" , ,a", true), ("a;b;c=d , e", true), ("a; b=\"c\"", true), ("a\t;\tb", true),
      ("a;", false), ("a b", false), ("a;b=", false), ("a;b=\"c", false), ("a;b=\"c d\"", false),
      ("a;b=\"\"", false), ("é", false), ("=", false), ("a;=b", false), ("\"a\"", false),
    ])
  func readable(header: String, isReadable: Bool) {
    #expect(DeflateAgreement.isReadable([header]) == isReadable)
  }

  @Test(
    "Messages are compressed with the largest of three windows that the client can read",
    arguments: [(9, 9), (10, 9), (11, 9), (12, 12), (13, 12), (14, 12), (15, 15)])
  func windows(agreed: Int, used: Int) {
    #expect(DeflateWindow(agreed: agreed).rawValue == used)
  }
}
