import Foundation
import HermesContract
import Testing

@testable import HermesModel

struct RetryRuleTests {
  @Test("Waits longer each time, and gives up")
  func delays() {
    func delay(_ attempt: Int, asked: Duration? = nil, jitter: Double = 0) -> Duration? {
      RetryRule.delay(after: attempt, asked: asked, jitter: jitter)
    }
    #expect(delay(1) == .milliseconds(250))
    #expect(delay(2) == .milliseconds(500))
    #expect(delay(3, jitter: 1) == .seconds(2))
    #expect(delay(4) == nil)
    #expect(delay(1, asked: .seconds(3)) == .seconds(3))
    #expect(delay(1, asked: .zero) == .zero)
    #expect(delay(1, asked: .seconds(31)) == nil)
  }

  @Test(
    "Reads Retry-After",
    arguments: [
      ("3", Duration.seconds(3)), ("0.5", .milliseconds(500)), ("0", .zero),
      ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)), ("Sun, 06 Nov 1994 08:49:27 GMT", .zero),
      ("soon", nil), ("-1", nil), ("inf", nil), ("1e300", .seconds(86_400)), (nil, nil),
    ])
  func retryAfter(header: String?, wanted: Duration?) {
    let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT
    #expect(RetryRule.retryAfter(header, now: now) == wanted)
  }

  @Test("The body asks for what the request asks for")
  func body() throws {
    let request = ModelRequest(
      messages: [
        .init(role: .system, content: "Be short."), .init(role: .user, content: "Hi \"you\""),
      ], maxTokens: 5,
      temperature: 0, schema: ["type": "object"])
    let json = try JSONParser.parse(
      CompletionBody.makeBody(of: request, model: "tiny", in: Dialect()))
    #expect(
      json == [
        "messages": [
          ["role": "system", "content": "Be short."], ["role": "user", "content": "Hi \"you\""],
        ], "stream": true, "stream_options": ["include_usage": true], "model": "tiny",
        "max_tokens": 5, "temperature": 0,
        "response_format": [
          "type": "json_schema",
          "json_schema": ["name": "answer", "strict": true, "schema": ["type": "object"]],
        ],
      ])
  }

  @Test("Foreign text is shown in one line without the key")
  func shown() {
    let endpoint = ModelEndpoint(url: "http://localhost/v1/", name: "", key: "secret")
    #expect(endpoint.completions == "http://localhost/v1/chat/completions")
    #expect(endpoint.shown("your secret\nis \u{1B}[31mout") == "your *** is  [31mout")
    #expect(endpoint.shown(String(repeating: "x", count: 300)).count == 201)
  }
}
