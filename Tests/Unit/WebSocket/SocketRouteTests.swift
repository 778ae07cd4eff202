import HermesStreams
import NIOHTTP1
import Testing

@testable import HermesWebSocket

struct SocketRouteTests {
  private func route(_ uri: String, _ headers: [(String, String)] = []) -> StreamRequest? {
    SocketRoute.request(
      HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: HTTPHeaders(headers)))
  }

  @Test("Task and user streams are found with their query")
  func targets() throws {
    let task = try #require(route("/api/v1/ws/tasks/abc?token=t.o-k_n&after=12&epoch=e&x=y&after"))
    #expect(task.target == .task("abc") && task.token == "t.o-k_n" && task.epoch == "e")
    let user = try #require(route("/api/v1/ws/user?after=c1z"))
    #expect(user.target == .user && user.after == "c1z" && user.token == nil)
  }

  @Test(
    "Other paths are no sockets",
    arguments: [
      "/", "/api/v1/ws", "/api/v1/ws/", "/api/v1/ws/users", "/api/v1/ws/user/", "/api/v1/ws/tasks",
      "/api/v1/ws/tasks/", "/api/v1/ws/tasks/a/b", "/api/v1/ws/stats", "//api/v1/ws/user",
      "/API/v1/ws/user", "?/api/v1/ws/user",
    ])
  func others(uri: String) {
    #expect(route(uri) == nil && !SocketRoute.isSocketPath(uri))
  }

  @Test("The token comes from the query, then the header, then the subprotocol")
  func tokens() {
    let header = ("Authorization", "bearer H")
    let subprotocol = ("Sec-WebSocket-Protocol", "bearer, P")
    #expect(route("/api/v1/ws/user?token=Q", [header, subprotocol])?.token == "Q")
    #expect(route("/api/v1/ws/user", [header, subprotocol])?.token == "H")
    #expect(route("/api/v1/ws/user", [subprotocol])?.token == "P")
    #expect(route("/api/v1/ws/user", [("Authorization", "Basic x")])?.token == nil)
    #expect(route("/api/v1/ws/user", [("Sec-WebSocket-Protocol", "chat, x")])?.token == nil)
    #expect(route("/api/v1/ws/user", [("Sec-WebSocket-Protocol", "bearer")])?.token == nil)
  }

  @Test(
    "Percent escapes are decoded, and malformed ones left as they are",
    arguments: [
      ("a%2Eb", "a.b"), ("%c3%A9", "é"), ("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"),
      ("%2", "%2"),
      ("%+1", "%+1"), ("%-0", "%-0"), ("a=b", "a=b"), ("%25%32", "%2"), ("", ""),
    ])
  func escapes(raw: String, decoded: String) {
    #expect(route("/api/v1/ws/user?token=\(raw)")?.token == decoded)
  }
}
