import HermesContract
import Testing

struct PublicURLTests {
  @Test(
    arguments: [
      ("https://example.org", "https://example.org", "example.org", "/health"),
      ("https://example.org/", "https://example.org", "example.org", "/health"),
      ("HTTPS://example.org", nil, nil, nil),
      ("https://Example.ORG:443/hermes/", "https://example.org", "example.org", "/hermes/health"),
      ("http://example.org:8080/a/b", "http://example.org:8080", "example.org", "/a/b/health"),
      ("http://[::1]:8080/a", "http://[::1]:8080", "[::1]", "/a/health"),
      ("https://[::1]", "https://[::1]", "[::1]", "/health"),
    ] as [(String, String?, String?, String?)])
  func hasOriginHostAndPath(_ text: String, _ origin: String?, _ host: String?, _ path: String?) {
    let url = PublicURL(text)
    #expect(url?.origin == origin)
    #expect(url?.host == host)
    #expect(url?.path.link(to: "/health") == path)
  }

  @Test(arguments: [
    "example.org", "ftp://example.org", "https://", "https:///hermes", "https://a b", "https://a:0",
    "https://a:65536", "https://a:x", "https://user@a", "https://a?b", "https://a/b?c",
    "https://a/b#c",
    "https://a//b", "https://a/b//", "https://a/../b", "https://a/./b", "https://a/%41",
    "https://a/ü", "https://a/api", "https://a/api/v1", "https://a/metrics", "https://[a]/b",
  ])
  func refuses(_ text: String) {
    #expect(PublicURL(text) == nil)
  }

  @Test(arguments: [
    ("/hermes/api/v1/tasks?limit=1", "/api/v1/tasks?limit=1"),
    ("/api/v1/tasks", "/api/v1/tasks"),
    ("/hermes", "/"), ("/hermes/", "/"), ("/hermes?a", "/?a"),
    ("/hermesian/api", "/hermesian/api"), ("/Hermes/api", "/Hermes/api"),
    ("/hermes/hermes/api", "/hermes/api"), ("*", "*"), ("", ""),
  ])
  func aTargetLosesThePathOnce(_ requested: String, _ own: String) throws {
    #expect(try #require(PublicPath("/hermes")).target(of: requested) == own)
    #expect(PublicPath.none.target(of: requested) == requested)
  }
}
