import HermesContract

/// The body of `POST /chat/completions`.
enum CompletionBody {
  static func make(_ request: ModelRequest, model: String) -> [UInt8] {
    var body = JSONObject([
      (
        key: "messages",
        value: .array(
          request.messages.map {
            ["role": .string($0.role.rawValue), "content": .string($0.content)]
          })
      ),
      // Only a streaming request is stopped by servers when nobody listens any more.
      (key: "stream", value: true), (key: "stream_options", value: ["include_usage": true]),
    ])
    if !model.isEmpty { body["model"] = .string(model) }
    if let tokens = request.maxTokens { body["max_tokens"] = .int(Int64(tokens)) }
    if let temperature = request.temperature { body["temperature"] = .double(temperature) }
    if let schema = request.schema {
      body["response_format"] = [
        "type": "json_schema",
        "json_schema": ["name": "answer", "strict": true, "schema": schema],
      ]
    }
    return JSONWriter.bytes(.object(body))
  }
}
