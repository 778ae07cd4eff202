import HermesContract
import Testing

struct OriginPolicyTests {
  private static let local = OriginPolicy(isLoopback: true, allowed: ["https://App.example.org"])
  private static let open = OriginPolicy(isLoopback: false, allowed: ["https://App.example.org"])

  @Test(
    "On a loopback binding the pages of this machine may call, and those that are named",
    arguments: [
      "http://localhost", "http://localhost:3000", "https://LOCALHOST:8443", "http://127.0.0.1:1",
      "http://[::1]", "http://[::1]:65535", "https://app.example.org", "HTTPS://APP.EXAMPLE.ORG",
    ])
  func allowed(origin: String) { #expect(Self.local.allows(origin: origin)) }

  @Test(
    "Everybody else may not",
    arguments: [
      "", "null", "http://", "localhost", "ftp://localhost", "file://", "http://localhost.evil.org",
      "http://evil.org", "http://localhost@evil.org", "http://localhost:80@evil.org",
      "http://127.0.0.1.evil.org", "http://127.0.0.2", "http://localhost/", "http://localhost:80/x",
      "http://localhost:123456", "http://[::1].evil.org", "http://[::2]", "http://::1",
      "http://[::1",
      "https://app.example.org.evil.org", "https://app.example.org:8443", "http://app.example.org",
      "http://localhost\u{0}.evil.org", "http://localhost:1a", "http:// localhost",
    ])
  func refused(origin: String) {
    #expect(!Self.local.allows(origin: origin))
    #expect(!Self.open.allows(origin: origin))
  }

  @Test("On another binding only the named origins may, and every Host is answered")
  func otherBinding() {
    #expect(!Self.open.allows(origin: "http://localhost:3000"))
    #expect(Self.open.allows(origin: "https://app.example.org"))
    #expect(Self.open.allows(host: nil) && Self.open.allows(host: "anything"))
  }

  @Test(
    "On a loopback binding only local names are answered",
    arguments: [
      ("localhost", true), ("LocalHost:8000", true), ("127.0.0.1:8000", true), ("[::1]:8000", true),
      ("[::1]", true), ("127.0.0.2:8000", true), ("127.0.0.2.nip.io", false), ("192.0.2.1", false),
      ("evil.org", false), ("evil.org:8000", false), ("localhost.", false),
      ("localhost:80:80", false), ("", false), ("::1", false), ("127.0.0.1.nip.io", false),
    ])
  func host(name: String, isAllowed: Bool) { #expect(Self.local.allows(host: name) == isAllowed) }

  @Test("A request without Host is not answered on a loopback binding")
  func noHost() { #expect(!Self.local.allows(host: nil)) }

  private static let named = OriginPolicy(
    isLoopback: true, allowed: [], hosts: ["Hermes.example.org", "*.team.example.org"])
  private static let namedOpen = OriginPolicy(
    isLoopback: false, allowed: [], hosts: ["hermes.example.org"])

  @Test(
    "Named hosts are answered besides this machine's, with any port",
    arguments: [
      ("hermes.example.org", true), ("HERMES.example.org:8443", true), ("a.team.example.org", true),
      ("a.b.team.example.org", true), ("team.example.org", false), ("evilteam.example.org", false),
      ("hermes.example.org.evil.org", false), ("x.hermes.example.org", false),
      ("example.org", false), ("localhost", true), ("127.0.0.1", true), ("", false), (".", false),
      ("*.team.example.org", true), ("hermes.example.org:80:80", false),
    ])
  func namedHost(name: String, isAllowed: Bool) {
    #expect(Self.named.allows(host: name) == isAllowed)
  }

  @Test("With names, no other host is answered on any binding")
  func namedElsewhere() {
    #expect(Self.namedOpen.allows(host: "hermes.example.org"))
    #expect(Self.namedOpen.allows(host: "localhost") && Self.namedOpen.allows(host: "127.0.0.1:80"))
    #expect(!Self.namedOpen.allows(host: "192.0.2.1") && !Self.namedOpen.allows(host: "evil.org"))
    #expect(!Self.namedOpen.allows(host: nil))
  }

  @Test("Pages of named hosts may call, and no others")
  func namedOrigins() {
    for policy in [Self.named, Self.namedOpen] {
      #expect(policy.allows(origin: "https://hermes.example.org"))
      #expect(policy.allows(origin: "http://HERMES.example.org:8080"))
      #expect(!policy.allows(origin: "https://hermes.example.org.evil.org"))
      #expect(!policy.allows(origin: "ftp://hermes.example.org"))
    }
    #expect(Self.named.allows(origin: "http://localhost:3000"))
    #expect(!Self.namedOpen.allows(origin: "http://localhost:3000"))
  }
}
