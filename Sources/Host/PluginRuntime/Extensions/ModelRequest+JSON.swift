import HermesContract

extension ModelRequest {
  /// nil if it does not match ext/model.h.
  init?(_ payload: [UInt8]) {
    guard let json = JSONValue(parsing: payload), let raw = json["messages"]?.array else {
      return nil
    }
    let messages = raw.compactMap(Self.message)
    guard !messages.isEmpty, messages.count == raw.count else { return nil }
    self.init(messages: messages)
    if let value = json["max_tokens"] {
      guard let tokens = value.int, tokens >= 1 else { return nil }
      maxTokens = Int(tokens)
    }
    if let value = json["temperature"] {
      guard let degree = value.double, (0...2).contains(degree) else { return nil }
      temperature = degree
    }
    if let value = json["json_schema"] {
      guard value.object != nil else { return nil }
      schema = value
    }
  }

  private static func message(_ json: JSONValue) -> Message? {
    guard let role = json["role"]?.string.flatMap(Role.init(rawValue:)),
      let content = json["content"]?.string
    else { return nil }
    return Message(role: role, content: content)
  }
}

extension ModelAnswer {
  var json: JSONValue {
    var object = JSONObject([(key: "text", value: .string(text))])
    if !reasoning.isEmpty { object["reasoning"] = .string(reasoning) }
    object["finish_reason"] = .string(finishReason)
    object["model"] = .string(model)
    object["usage"] = [
      "prompt_tokens": .int(Int64(usage.promptTokens)),
      "completion_tokens": .int(Int64(usage.completionTokens)),
    ]
    return .object(object)
  }
}
