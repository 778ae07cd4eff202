import HermesContract
import Testing

@testable import HermesModel

struct DialectFallbackTests {
  private static let request = ModelRequest(
    messages: [.init(role: .system, content: "Be short."), .init(role: .user, content: "Hi")],
    maxTokens: 5, temperature: 0,
    schema: ["type": "object"])

  private static func fallback(_ known: Dialect = Dialect()) -> DialectFallback {
    DialectFallback(request, from: known)
  }

  private static func reason(_ json: String) -> ServerReason {
    ServerReason(body: Array(json.utf8))
  }

  @Test(
    "What a refusal names is sent as its successor or left out",
    arguments: [
      // OpenAI and Azure
      (
        #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}"#,
        "limit"
      ),
      (
        #"{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.","param":"temperature","code":"unsupported_value"}}"#,
        "temperature"
      ),
      // Mistral, FastAPI, Gemini
      (
        #"{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{}}]},"param":null,"code":null}"#,
        "options"
      ),
      (
        #"{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}"#,
        "options"
      ),
      (
        #"[{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"stream_options\": Cannot find field.","status":"INVALID_ARGUMENT"}}]"#,
        "options"
      ),
      // DeepSeek, Groq, a deserializer's plain text
      (
        #"{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error","param":null}}"#,
        "format"
      ),
      (
        #"{"error":{"message":"This model does not support response format `json_schema`.","type":"invalid_request_error"}}"#,
        "format"
      ),
      (
        "Failed to deserialize the JSON body into the target type: response_format: unknown variant `json_schema`, expected `json_object`",
        "format"
      ),
      (#"{"object":"error","message":"System role not supported","code":400}"#, "system"),
    ])
  func named(body: String, changed: String) {
    var fallback = Self.fallback()
    let isWorthwhile = fallback.giveUp(after: Self.reason(body))
    #expect(isWorthwhile && fallback.learnt == fallback.dialect)
    #expect(fallback.dialect.changed == [changed])
    #expect(fallback.dialect.answerFormat != .words && fallback.dialect.tokenLimit != .left)
  }

  @Test(
    "What names nothing that was sent is no reason to ask again",
    arguments: [
      "", "{}", "The model `gpt-9` does not exist", "unmax_tokens is odd, and so is max_tokens_2",
      #"{"error":{"message":"Invalid value","param":"messages"}}"#, "<html>temperature</html>",
    ])
  func nothing(body: String) {
    var fallback = Self.fallback()
    let isWorthwhile = fallback.giveUp(after: Self.reason(body))
    #expect(!isWorthwhile && fallback.dialect == Dialect())
  }

  @Test("A parameter that the request does not have is not given up")
  func notSent() {
    var fallback = DialectFallback(
      ModelRequest(messages: [.init(role: .user, content: "Hi")]), from: Dialect())
    for name in ["temperature", "max_tokens", "response_format", "System role"] {
      let isWorthwhile = fallback.giveUp(after: ServerReason(text: name))
      #expect(!isWorthwhile)
    }
  }

  @Test("A server that refuses everything is asked a bounded number of times")
  func bounded() {
    var fallback = Self.fallback()
    let all = ServerReason(
      text: "temperature max_tokens max_completion_tokens stream_options response_format 'system'")
    var seen: [Dialect] = []
    while fallback.giveUp(after: all) { seen.append(fallback.dialect) }
    #expect(seen.count == 7 && Set(seen).count == 7)
    #expect(fallback.dialect.tokenLimit == .left && fallback.dialect.answerFormat == .words)
  }

  @Test("A limit of tokens that is too high is left out once and not for ever")
  func size() {
    var fallback = Self.fallback()
    let reason = ServerReason(
      text:
        "'max_tokens' or 'max_completion_tokens' is too large: 2048. This model's maximum context length is 2048 tokens"
    )
    let isWorthwhile = [reason, ServerReason(text: "temperature")].map {
      fallback.giveUp(after: $0)
    }
    #expect(isWorthwhile == [true, true])
    #expect(fallback.dialect.tokenLimit == .left && fallback.learnt.tokenLimit == .maxTokens)
    #expect(!fallback.learnt.hasTemperature)
  }

  @Test("A server that has forgotten the new name gets the old one again")
  func back() {
    var known = Dialect()
    known.tokenLimit = .maxCompletionTokens
    var fallback = Self.fallback(known)
    var limits: [Dialect.TokenLimit] = []
    for name in ["max_completion_tokens", "max_tokens"] {
      _ = fallback.giveUp(after: ServerReason(text: "\(name): extra"))
      limits.append(fallback.dialect.tokenLimit)
    }
    #expect(limits == [.maxTokens, .left])
  }

  @Test("Without response_format the schema is in the words, and without the role in the user's")
  func body() throws {
    var dialect = Dialect()
    dialect.answerFormat = .object
    dialect.tokenLimit = .maxCompletionTokens
    var json = try JSONParser.parse(
      CompletionBody.makeBody(of: Self.request, model: "m", in: dialect))
    #expect(json["response_format"] == ["type": "json_object"])
    #expect(json["max_completion_tokens"] == 5 && json["max_tokens"] == nil)
    #expect(
      json["messages"]?.array?.first?["content"]?.string
        == "Be short.\n\nAnswer with JSON that follows this JSON schema, and with nothing else: {\"type\":\"object\"}"
    )
    dialect.answerFormat = .words
    dialect.tokenLimit = .left
    (dialect.hasSystemRole, dialect.hasTemperature, dialect.hasStreamOptions) = (
      false, false, false
    )
    json = try JSONParser.parse(CompletionBody.makeBody(of: Self.request, model: "m", in: dialect))
    #expect(json.object?.keys.sorted() == ["messages", "model", "stream"])
    let messages = try #require(json["messages"]?.array)
    #expect(messages.count == 1 && messages[0]["role"] == "user")
    #expect(messages[0]["content"]?.string?.hasSuffix("\n\nHi") == true)
  }

  @Test("What a server takes is remembered for each model, and for a bounded number of them")
  func memory() {
    let memory = DialectMemory()
    var other = Dialect()
    other.hasTemperature = false
    func endpoint(_ name: String) -> ModelEndpoint {
      ModelEndpoint(url: "http://localhost/v1", name: name, key: "")
    }
    memory.learn(other, of: endpoint("a"))
    #expect(memory.dialect(of: endpoint("a")) == other)
    #expect(memory.dialect(of: endpoint("b")) == Dialect())
    for number in 0..<64 { memory.learn(other, of: endpoint("\(number)")) }
    #expect(memory.dialect(of: endpoint("a")) == Dialect())
    #expect(memory.dialect(of: endpoint("63")) == other)
  }
}

extension Dialect {
  /// What of it differs from the first.
  fileprivate var changed: [String] {
    let usual = Dialect()
    let all = [
      ("limit", tokenLimit != usual.tokenLimit), ("format", answerFormat != usual.answerFormat),
      ("temperature", hasTemperature != usual.hasTemperature),
      ("options", hasStreamOptions != usual.hasStreamOptions),
      ("system", hasSystemRole != usual.hasSystemRole),
    ]
    return all.filter(\.1).map(\.0)
  }
}
