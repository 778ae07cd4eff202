import HermesContract

/// The members that the JSON body of a route may have: what is read is what the description tells.
struct BodyShape: Sendable {
  struct Field: Sendable {
    let name: String
    /// JSON Schema (draft 2020-12).
    let schema: JSONValue
    let isRequired: Bool

    init(_ name: String, _ schema: JSONValue, isRequired: Bool = false) {
      self.name = name
      self.schema = schema
      self.isRequired = isRequired
    }
  }

  let fields: [Field]
  /// Bytes of a body; a longer one is refused with `body_too_large`.
  let maximumBytes: Int
  /// Whether there may be no body at all.
  let mayBeEmpty: Bool

  init(_ fields: [Field], maximumBytes: Int = RequestBody.smallBytes, mayBeEmpty: Bool = false) {
    self.fields = fields
    self.maximumBytes = maximumBytes
    self.mayBeEmpty = mayBeEmpty
  }

  var names: [String] { fields.map(\.name) }

  /// Everything that is not named is refused.
  var schema: JSONValue {
    var schema = JSONObject([
      (key: "type", value: .string("object")),
      (
        key: "properties",
        value: .object(JSONObject(fields.map { (key: $0.name, value: $0.schema) }))
      ),
      (key: "additionalProperties", value: .bool(false)),
    ])
    let required = fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema["required"] = JSONValue(required) }
    return .object(schema)
  }
}

extension BodyShape {
  static let registration = BodyShape([
    Field("email", address, isRequired: true), Field("password", secret, isRequired: true),
    Field("full_name", ["type": ["string", "null"]]),
    Field("username", ["type": ["string", "null"]]),
  ])
  static let login = BodyShape([
    Field(
      "email", ["type": "string", "description": "The e-mail address or the user name."],
      isRequired: true),
    Field("password", secret, isRequired: true),
  ])
  static let refresh = BodyShape([Field("refresh_token", ["type": "string"], isRequired: true)])
  static let password = BodyShape([
    Field("old_password", secret, isRequired: true),
    Field("new_password", secret, isRequired: true),
  ])
  static let chat = BodyShape(
    [
      Field("query", ["type": "string", "description": "What you want, in plain words."]),
      Field("message", message),
      Field("conversation_id", ["type": ["string", "null"]]),
      Field(
        "on_busy",
        [
          "enum": ["enqueue", "reject", "interrupt"],
          "description": "What happens if the conversation has a running task.",
        ]),
      Field(
        "require_approval",
        ["type": "boolean", "description": "The plan waits for your answer before it runs."]),
    ], maximumBytes: RequestBody.largeBytes)
  static let agentTask = BodyShape(
    [
      Field("text", ["type": "string", "description": "What the agent is to do."]),
      Field("message", message), Field("config", ["type": "object", "maxProperties": 0]),
    ], maximumBytes: RequestBody.largeBytes)
  static let search = BodyShape(
    [
      Field("query", ["type": "string"], isRequired: true),
      Field("limit", ["type": "integer", "minimum": 1, "maximum": 100, "default": 10]),
    ], maximumBytes: RequestBody.largeBytes)
  static let input = BodyShape(
    [
      Field("input_id", ["type": "string", "description": "Which question, if several are open."]),
      Field("text", ["type": "string", "description": "The answer to a question."]),
      Field(
        "approve",
        ["description": "The plan_hash that is approved, or false."]),
      Field("resolve", ["enum": ["done", "retry", "failed"]]),
    ], maximumBytes: RequestBody.largeBytes)
  static let cancel = BodyShape([], mayBeEmpty: true)

  private static let address: JSONValue = ["type": "string", "maxLength": 254]
  private static let secret: JSONValue = ["type": "string", "format": "password"]
  /// As in A2A v1.0.
  private static let message: JSONValue = [
    "type": "object", "required": ["parts"],
    "properties": [
      "messageId": ["type": "string"], "role": ["type": "string"],
      "parts": [
        "type": "array", "minItems": 1,
        "items": [
          "type": "object",
          "properties": [
            "text": ["type": "string"], "data": .object(JSONObject()),
            "mediaType": ["type": "string"],
            "filename": ["type": "string"],
          ],
        ],
      ],
    ],
  ]
}
