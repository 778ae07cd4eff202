import HermesContract
import Testing

struct TrustedProxiesTests {
  private let none = TrustedProxies([])
  private let local = TrustedProxies(
    ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].compactMap { IPNetwork($0) })

  private func client(
    _ proxies: TrustedProxies, peer: String, forwardedFor: [String] = [], forwarded: [String] = []
  ) -> ClientAddress {
    proxies.client(peer: peer, forwardedFor: forwardedFor, forwarded: forwarded)
  }

  @Test("Without a proxy the peer is the client, and this machine is this machine")
  func direct() {
    for (peer, isLocal) in [
      ("127.0.0.1", true), ("127.8.8.8", true), ("::1", true), ("::ffff:127.0.0.1", true),
      ("192.0.2.1", false), ("2001:db8::1", false), ("", false),
    ] {
      #expect(client(none, peer: peer) == ClientAddress(text: peer, isThisMachine: isLocal))
    }
  }

  @Test("A stranger's word is not taken, and whoever was forwarded is not this machine")
  func stranger() {
    let claimed = client(none, peer: "192.0.2.1", forwardedFor: ["127.0.0.1"])
    #expect(claimed == ClientAddress(text: "192.0.2.1", isThisMachine: false))
    // A proxy on this machine that nobody has named.
    let unnamed = client(none, peer: "127.0.0.1", forwardedFor: ["203.0.113.9"])
    #expect(unnamed == ClientAddress(text: "127.0.0.1", isThisMachine: false))
    #expect(!client(none, peer: "127.0.0.1", forwarded: ["for=127.0.0.1"]).isThisMachine)
    let marked = none.client(peer: "127.0.0.1", forwardedFor: [], forwarded: [], isMarked: true)
    #expect(marked == ClientAddress(text: "127.0.0.1", isThisMachine: false))
  }

  @Test("Through trusted proxies nobody is this machine")
  func trusted() {
    #expect(!client(local, peer: "127.0.0.1").isThisMachine)
    #expect(!client(local, peer: "127.0.0.1", forwardedFor: ["127.0.0.1"]).isThisMachine)
    #expect(client(local, peer: "::1").isThisMachine, "a peer that is no proxy of ours")
  }

  @Test(
    "The client is the last that is not one of the proxies",
    arguments: [
      (["203.0.113.9"], "203.0.113.9"),
      (["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
      (["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
      (["203.0.113.9, 10.0.0.1, 10.2.3.4"], "203.0.113.9"),
      (["10.0.0.1"], "10.0.0.1"),
      (["2001:db8::1"], "2001:db8::1"),
      (["[2001:db8::1]:443"], "2001:db8::1"),
      (["203.0.113.9:8080"], "203.0.113.9"),
      (["203.0.113.9, unknown"], "127.0.0.1"),
      (["203.0.113.9, unknown, 10.0.0.1"], "10.0.0.1"),
      (["junk"], "127.0.0.1"), ([""], "127.0.0.1"), ([",,,"], "127.0.0.1"),
      (["10.0.0.0/8"], "127.0.0.1"),
    ])
  func forwardedFor(values: [String], expected: String) {
    #expect(client(local, peer: "127.0.0.1", forwardedFor: values).text == expected)
  }

  @Test(
    "The standard's field is read as well",
    arguments: [
      (["for=203.0.113.9"], "203.0.113.9"),
      (["For=\"[2001:db8::1]:4711\";proto=https;by=10.0.0.1"], "2001:db8::1"),
      (["for=1.1.1.1, for=203.0.113.9;proto=http"], "203.0.113.9"),
      (["for=1.1.1.1;for=203.0.113.9"], "127.0.0.1"), (["for=_hidden"], "127.0.0.1"),
      (["by=203.0.113.9"], "127.0.0.1"),
    ])
  func forwarded(values: [String], expected: String) {
    #expect(client(local, peer: "127.0.0.1", forwarded: values).text == expected)
  }

  @Test("Two fields that do not agree are not believed: a proxy keeps one and passes the other on")
  func both() {
    func text(_ forwardedFor: String, _ forwarded: String) -> String {
      client(local, peer: "127.0.0.1", forwardedFor: [forwardedFor], forwarded: [forwarded]).text
    }
    #expect(text("203.0.113.9", "for=203.0.113.9") == "203.0.113.9")
    #expect(text("203.0.113.9", "for=1.1.1.1") == "127.0.0.1")
  }

  @Test(
    "What is no address or network is refused",
    arguments: [
      "", "a", "1.2.3", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/+8", "1.2.3.4/08", "1.2.3.4/",
      "::1/129",
      "/8", "1.2.3.4/8/8", "::ffff:1.2.3.4/", String(repeating: ":", count: 50),
    ])
  func noNetwork(text: String) { #expect(IPNetwork(text) == nil) }

  @Test("A network holds what shares its bits, in either spelling of an address")
  func networks() throws {
    let network = try #require(IPNetwork("192.168.4.0/22"))
    for (address, isIn) in [
      ("192.168.4.0", true), ("192.168.7.255", true), ("192.168.8.0", false),
      ("192.168.3.255", false),
      ("::ffff:192.168.5.5", true), ("::1", false), ("junk", false),
    ] { #expect(network.contains(address) == isIn, "\(address)") }
    #expect(try #require(IPNetwork("0.0.0.0/0")).contains("203.0.113.9"))
    #expect(!(try #require(IPNetwork("0.0.0.0/0")).contains("2001:db8::1")))
    #expect(try #require(IPNetwork("::/0")).contains("2001:db8::1"))
  }

  @Test(
    "What stands between quotation marks is no address",
    arguments: [
      (#"host="a;for=198.51.100.7";for=203.0.113.9"#, "203.0.113.9"),
      (#"host="b,for=198.51.100.7;x";for=203.0.113.9"#, "203.0.113.9"),
      (#"host="c\",for=198.51.100.7";for=203.0.113.9"#, "203.0.113.9"),
      (#"host="open;for=198.51.100.7"#, "127.0.0.1"),
      // Left open by the client, on the line that the proxy goes on with.
      (#"for=198.51.100.7;x=", for=203.0.113.9"#, "127.0.0.1"),
      (#"for=198.51.100.7;x=a", for=203.0.113.9"#, "127.0.0.1"),
      (#"for=198.51.100.7;x="\, for=203.0.113.9"#, "127.0.0.1"),
      (#"for=198.51.100.7;x=", for="203.0.113.9""#, "127.0.0.1"),
      (#"for=198.51.100.7;x="\, for="203.0.113.9";by="b""#, "127.0.0.1"),
      (#"for=198.51.100.7;x="a""b", for=203.0.113.9"#, "127.0.0.1"),
      (#"for=198.51.100.7;x="a" , for="203.0.113.9""#, "203.0.113.9"),
    ])
  func quoted(value: String, expected: String) {
    #expect(client(local, peer: "127.0.0.1", forwarded: [value]).text == expected)
  }

  @Test("Two fields are believed only where both lead to the same client")
  func agreement() {
    func client(_ named: String, _ standard: String) -> String {
      self.client(local, peer: "127.0.0.1", forwardedFor: [named], forwarded: [standard]).text
    }
    #expect(client("203.0.113.9, 10.0.0.1", "for=203.0.113.9, for=10.0.0.1") == "203.0.113.9")
    // The nearest agree, and what stands before is the client's to claim.
    #expect(client("198.51.100.7, 10.0.0.1", "for=203.0.113.9, for=10.0.0.1") == "127.0.0.1")
  }

  @Test(
    "Limits count one address however it is written, and of IPv6 a customer's network",
    arguments: [
      ("192.0.2.1", "::ffff:192.0.2.1"), ("2001:db8::1", "2001:DB8:0:0::1"),
      ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff"),
    ])
  func counted(one: String, other: String) {
    #expect(IPNetwork.counted(one) == IPNetwork.counted(other))
    #expect(IPNetwork.counted("2001:db8:0:1::1") != IPNetwork.counted("2001:db8::1"))
    #expect(IPNetwork.counted("192.0.2.1") != IPNetwork.counted("192.0.2.2"))
    #expect(IPNetwork.counted("here") == "here")
  }

  @Test("Addresses of one /24, or one /48, are of one neighbourhood")
  func neighbourhood() {
    func of(_ address: String) -> String { IPNetwork.neighbourhood(IPNetwork.counted(address)) }
    #expect(of("192.0.2.1") == of("192.0.2.254"))
    #expect(of("192.0.2.1") == of("::ffff:192.0.2.9"))
    #expect(of("192.0.2.1") != of("192.0.3.1"))
    #expect(of("2001:db8:1:2::1") == of("2001:db8:1:ff00::1"))
    #expect(of("2001:db8:1::1") != of("2001:db8:2::1"))
    #expect(of("2001:db8:11::1") != of("2001:db8:1:1::1"))
    #expect(of("here") == "here")
  }
}
