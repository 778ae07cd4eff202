import HTTPTypes
import HermesContract
import Hummingbird
import NIOCore
import Testing

@testable import HermesHTTP

/// What every request passes through, whatever its route.
@Suite(.timeLimit(.minutes(1)))
struct HermesRouterTests {
  @Test("What is at no path is a problem that names its request")
  func unknownPath() async throws {
    try await withRouter { router in
      for path in ["/api/v1/nothing", "/", "/api/v1/tasks/a/b/c/d"] {
        let answer = try await router.send(.get, path)
        #expect(answer.status == 404 && answer.code == "not_found")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.json["request_id"]?.string == answer.headers[.requestID])
        #expect(answer.json["status"]?.int == 404)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.allow] == nil)
      }
    }
  }

  @Test("A method that a path does not have is told which it has")
  func wrongMethod() async throws {
    try await withRouter { router in
      for (method, path, allowed) in [
        (.post, "/health", "GET, HEAD"), (.get, "/api/v1/chat", "POST"),
        (.put, "/api/v1/tasks/x", "GET, HEAD, DELETE"), (.options, "/api/v1/chat", "POST"),
      ] as [(HTTPRequest.Method, String, String)] {
        let answer = try await router.send(method, path)
        #expect(answer.status == 405 && answer.code == "method_not_allowed")
        #expect(answer.headers[.allow] == allowed)
      }
    }
  }

  @Test("A path has one name: with an empty segment it is another one")
  func emptySegments() async throws {
    try await withRouter { router in
      for path in ["//health", "/api//v1/health", "/health//"] {
        let answer = try await router.send(.get, path)
        #expect(answer.status == 404 && answer.code == "not_found")
      }
    }
  }

  @Test("A request has one Host, and on a loopback address it is one of this machine")
  func host() async throws {
    try await withRouter { router in
      for host in ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"] {
        #expect(try await router.send(.get, "/health", host: host).status == 200)
      }
      for host in ["evil.example", "localhost.evil.example", "localhost:x"] {
        let answer = try await router.send(.get, "/health", host: host)
        #expect(answer.status == 403 && answer.code == "host_not_allowed")
      }
      let none = try await router.send(.get, "/health", host: nil)
      let two = try await router.send(.get, "/health", ["Host": "localhost"])
      for answer in [none, two] {
        #expect(answer.status == 400 && answer.code == "malformed_request")
      }
    }
  }

  @Test("A page that may call the server is told so beforehand, and may read what went wrong")
  func allowedOrigin() async throws {
    try await withRouter { router in
      let origin = "http://localhost:5173"
      let preflight = try await router.send(
        .options, "/api/v1/chat",
        [
          "Origin": origin, "Access-Control-Request-Method": "POST",
          "Access-Control-Request-Headers": "authorization, idempotency-key",
        ])
      #expect(preflight.status == 204 && preflight.bytes.isEmpty)
      #expect(preflight.headers[.accessControlAllowOrigin] == origin)
      #expect(preflight.headers[.accessControlAllowMethods] == "GET, POST, DELETE, OPTIONS")
      #expect(preflight.headers[.accessControlAllowHeaders] == "authorization, idempotency-key")
      let refused = try await router.send(.get, "/api/v1/tasks", ["Origin": origin])
      #expect(refused.status == 401 && refused.code == "missing_token")
      #expect(refused.headers[.accessControlAllowOrigin] == origin)
      #expect(refused.headers[.accessControlExposeHeaders]?.contains("X-Request-Id") == true)
      #expect(refused.headers[.vary] == "Origin")
      #expect(refused.headers[.wwwAuthenticate] == "Bearer")
    }
  }

  @Test("A page of another origin may neither call nor ask whether it may")
  func foreignOrigin() async throws {
    try await withRouter { router in
      for (method, more) in [
        (.get, [:]), (.options, ["Access-Control-Request-Method": "GET"]),
      ] as [(HTTPRequest.Method, [String: String])] {
        let fields = more.merging(["Origin": "https://evil.example"]) { $1 }
        let answer = try await router.send(method, "/health", fields)
        #expect(answer.status == 403 && answer.code == "origin_not_allowed")
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
      }
    }
  }

  @Test("A query parameter that nobody reads is refused, but to a stranger only as a stranger")
  func unknownParameter() async throws {
    try await withRouter { router in
      let stranger = try await router.send(.get, "/api/v1/tasks?limt=5")
      #expect(stranger.status == 401)
      let answer = try await router.send(.get, "/api/v1/tasks?limt=5", router.authorization)
      #expect(answer.status == 422 && answer.code == "invalid_parameter")
      #expect(answer.json["detail"]?.string?.contains("\"limt\"") == true)
      #expect(answer.json["detail"]?.string?.contains("limit") == true)
      #expect(
        try await router.send(.get, "/api/v1/tasks?limit=5", router.authorization).status == 200)
      // A monitor may add what it likes.
      #expect(try await router.send(.get, "/health?x=1").status == 200)
    }
  }

  @Test("HEAD answers as GET does, without the content, and so do its errors")
  func head() async throws {
    try await withRouter { router in
      let whole = try await router.send(.get, "/health")
      let head = try await router.send(.head, "/health")
      #expect(head.status == 200 && head.bytes.isEmpty && !whole.bytes.isEmpty)
      #expect(head.headers[.contentType] == whole.headers[.contentType])
      for (path, status) in [("/nothing", 404), ("/api/v1/tasks", 401), ("/api/v1/chat", 405)] {
        let answer = try await router.send(.head, path)
        #expect(answer.status == status && answer.bytes.isEmpty)
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
    }
  }

  @Test("A body may have so many bytes, whether or not it says how many", arguments: [true, false])
  func bodyLimits(saysLength: Bool) async throws {
    try await withRouter { router in
      for (path, limit) in [("/api/v1/chat", 1 << 20), ("/api/v1/auth/login", 16 << 10)] {
        for (bytes, isTooLarge) in [(limit, false), (limit + 1, true)] {
          let text = #"{"x":""# + String(repeating: "x", count: bytes - 8) + #""}"#
          var fields = router.authorization
          fields["Content-Type"] = "application/json"
          if saysLength { fields["Content-Length"] = String(bytes) }
          let answer = try await router.send(.post, path, fields, body: text)
          #expect(answer.code == (isTooLarge ? "body_too_large" : "unknown_field"))
          #expect(answer.status == (isTooLarge ? 413 : 422))
        }
      }
    }
  }

  @Test(
    "A body that can't be taken says why",
    arguments: [
      ("text/plain", #"{"query":"x"}"#, 415, "unsupported_media_type"),
      ("application/json", #"{"query":"#, 400, "malformed_json"),
      ("application/json; charset=utf-8", "[]", 422, "invalid_field"),
      ("application/json", #"{"qery":"x"}"#, 422, "unknown_field"),
      ("application/json", "{}", 422, "missing_field"),
    ])
  func badBodies(type: String, body: String, status: Int, code: String) async throws {
    try await withRouter { router in
      var fields = router.authorization
      fields["Content-Type"] = type
      let answer = try await router.send(.post, "/api/v1/chat", fields, body: body)
      #expect(answer.status == status && answer.code == code)
    }
  }

  @Test("What is for the control socket alone does not exist elsewhere")
  func operatorRoutes() async throws {
    try await withRouter { router in
      let path = "/api/v1/operator/close"
      for method in [.post, .get] as [HTTPRequest.Method] {
        #expect(try await router.send(method, path, router.authorization).status == 404)
      }
      let fields = ["Content-Type": "application/json"]
      let answer = try await router.send(
        .post, path, fields, body: #"{"sessions":["gone"]}"#, overSocket: true)
      #expect(answer.status == 204)
      #expect(try await router.send(.get, path, overSocket: true).headers[.allow] == "POST")
    }
  }

  @Test("An error that nobody expected is a fault of the server, and tells nothing of it")
  func unexpectedError() async throws {
    try await withRouter { router in
      let answer = try await router.send(
        .post, "/api/v1/agents/Worker/enable", overSocket: true)
      #expect(answer.status == 500 && answer.code == "internal")
      #expect(answer.json["detail"]?.string?.contains("secret") == false)
      #expect(answer.json["request_id"]?.string == answer.headers[.requestID])
    }
  }

  @Test("One address has so many requests at work, and the next is told to wait")
  func requestsInFlight() async throws {
    try await withRouter(requestsPerAddress: 1) { router in
      router.bench.agents.script(step: 1, .hold())
      var fields = router.authorization
      fields["Content-Type"] = "application/json"
      let path = "/api/v1/agents/Worker/tasks?wait=60"
      async let first = router.send(.post, path, fields, body: #"{"text":"Work"}"#)
      await router.bench.agents.untilOpen("1.1")
      let second = try await router.send(.get, "/health")
      #expect(second.status == 429 && second.code == "too_many_connections")
      #expect(second.headers[.retryAfter] == "1")
      router.bench.agents.release(step: 1)
      #expect(try await first.status == 200)
      #expect(try await router.send(.get, "/health").status == 200)
    }
  }

  private func withRouter(
    requestsPerAddress: Int = 9, _ body: (RouterBench) async throws -> Void
  ) async throws {
    let router = try await RouterBench(requestsPerAddress: requestsPerAddress)
    try await body(router)
    try await router.bench.stop()
  }
}
