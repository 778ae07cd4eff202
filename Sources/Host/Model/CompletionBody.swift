import HermesContract

/// The body of `POST /chat/completions`.
enum CompletionBody {
  static func makeBody(of request: ModelRequest, model: String, in dialect: Dialect) -> [UInt8] {
    var body = JSONObject([
      (
        key: "messages",
        value: .array(
          messages(of: request, in: dialect).map {
            ["role": .string($0.role.rawValue), "content": .string($0.content)]
          })
      ),
      // Servers stop a request whose client has left only if it is streaming.
      (key: "stream", value: true),
    ])
    if dialect.hasStreamOptions { body["stream_options"] = ["include_usage": true] }
    if !model.isEmpty { body["model"] = .string(model) }
    if let tokens = request.maxTokens, dialect.tokenLimit != .left {
      body[dialect.tokenLimit.rawValue] = .int(Int64(tokens))
    }
    if let temperature = request.temperature, dialect.hasTemperature {
      body["temperature"] = .double(temperature)
    }
    if let schema = request.schema {
      switch dialect.answerFormat {
      case .schema:
        body["response_format"] = [
          "type": "json_schema",
          "json_schema": ["name": "answer", "strict": true, "schema": schema],
        ]
      case .object: body["response_format"] = ["type": "json_object"]
      case .words: break
      }
    }
    return JSONWriter.bytes(.object(body))
  }

  private static func messages(
    of request: ModelRequest, in dialect: Dialect
  ) -> [ModelRequest.Message] {
    var messages = request.messages
    if let schema = request.schema, dialect.answerFormat != .schema {
      let rule =
        "Answer with JSON that follows this JSON schema, and with nothing else: "
        + JSONWriter.text(schema)
      if messages.first?.role == .system {
        messages[0].content += "\n\n" + rule
      } else {
        messages.insert(.init(role: .system, content: rule), at: 0)
      }
    }
    guard !dialect.hasSystemRole else { return messages }
    let rules = messages.filter { $0.role == .system }.map(\.content)
    messages.removeAll { $0.role == .system }
    if let first = messages.firstIndex(where: { $0.role == .user }) {
      messages[first].content = (rules + [messages[first].content]).joined(separator: "\n\n")
    } else {
      messages.insert(.init(role: .user, content: rules.joined(separator: "\n\n")), at: 0)
    }
    return messages
  }
}
