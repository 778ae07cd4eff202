import HermesContract

/// A function's arguments as a JSON schema, and an example request that matches it.
enum NativeSchema {
  static func arguments(_ function: NativeFunction) -> JSONValue {
    var properties = JSONObject()
    var required: [String] = []
    for input in function.inputs {
      guard let name = input.name else { continue }
      properties[name] = schema(input)
      if !input.hasFallback { required.append(name) }
    }
    return [
      "type": "object", "properties": .object(properties), "required": JSONValue(required),
      "additionalProperties": false,
    ]
  }

  static func example(_ function: NativeFunction) -> JSONValue {
    var example = JSONObject()
    for input in function.inputs where !input.hasFallback {
      guard let name = input.name else { continue }
      switch input {
      case .scalar(let input), .output(_, _, let input?): example[name] = sample(input)
      case .text, .bytes: example[name] = "text"
      case .constant, .constantText, .null, .length, .output, .buffer: continue
      }
    }
    return .object(example)
  }

  private static func sample(_ input: NativeScalarInput) -> JSONValue {
    if input.type == .bool { return true }
    let bound = input.minimum ?? input.maximum
    return bound.flatMap(input.type.json) ?? 1
  }

  private static func schema(_ input: NativeArgument) -> JSONValue {
    switch input {
    case .scalar(let input), .output(_, _, let input?): return scalar(input)
    case .text(let input):
      return described(
        ["type": "string"], description: input.description,
        fallback: input.fallback.map(JSONValue.string))
    case .bytes(let input):
      let encoded: JSONValue = [
        "type": "object", "properties": ["base64": ["type": "string"]], "required": ["base64"],
        "additionalProperties": false,
      ]
      return described(
        ["oneOf": [["type": "string"], encoded]], description: input.description,
        fallback: input.fallback.map(JSONValue.string))
    case .constant, .constantText, .null, .length, .output, .buffer: return .object(JSONObject())
    }
  }

  private static func scalar(_ input: NativeScalarInput) -> JSONValue {
    var schema = JSONObject()
    if input.type == .bool {
      schema["type"] = "boolean"
    } else if let range = input.type.range {
      // Integers that not every JSON reader keeps exactly are strings.
      let isWide = range.upperBound > NativeScalar.exactInteger
      schema["type"] = isWide ? ["integer", "string"] : "integer"
      let low = input.minimum ?? .integer(range.lowerBound)
      let high = input.maximum ?? .integer(range.upperBound)
      schema["minimum"] = exact(low)
      schema["maximum"] = exact(high)
      if isWide { schema["pattern"] = "^-?[0-9]+$" }
    } else {
      schema["type"] = "number"
      schema["minimum"] = input.minimum.flatMap(input.type.json)
      schema["maximum"] = input.maximum.flatMap(input.type.json)
    }
    return described(
      schema, description: input.description, fallback: input.fallback.flatMap(input.type.json))
  }

  /// nil for a bound that can't be an exact JSON number.
  private static func exact(_ number: NativeNumber) -> JSONValue? {
    guard case .integer(let integer) = number, abs(integer) <= NativeScalar.exactInteger else {
      return nil
    }
    return .int(Int64(integer))
  }

  private static func described(
    _ schema: JSONObject, description: String?, fallback: JSONValue?
  ) -> JSONValue {
    var schema = schema
    if let description { schema["description"] = .string(description) }
    if let fallback { schema["default"] = fallback }
    return .object(schema)
  }
}

extension NativeArgument {
  /// Whether a request may omit it.
  fileprivate var hasFallback: Bool {
    switch self {
    case .scalar(let input), .output(_, _, let input?): input.fallback != nil
    case .text(let input), .bytes(let input): input.fallback != nil
    case .constant, .constantText, .null, .length, .output, .buffer: true
    }
  }
}
