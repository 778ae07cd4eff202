import HermesAccounts
import HermesContract

/// The members that a route's JSON body may have. The same description is used to read bodies and
/// to generate OpenAPI.
struct BodyShape: Sendable {
  struct Field: Sendable {
    let name: String
    /// JSON Schema (draft 2020-12).
    let schema: JSONValue
    let isRequired: Bool

    init(_ name: String, schema: JSONValue, isRequired: Bool = false) {
      self.name = name
      self.schema = schema
      self.isRequired = isRequired
    }
  }

  let fields: [Field]
  /// The largest body in bytes; a larger one is refused with `body_too_large`.
  let maximumBytes: Int
  /// Whether the body may be missing.
  let mayBeEmpty: Bool
  /// A body that can be sent unchanged.
  let example: JSONValue
  /// Another accepted form, in words: generated clients know only one form.
  let alternative: String?

  init(
    _ fields: [Field], maximumBytes: Int = RequestBody.smallBytes, mayBeEmpty: Bool = false,
    example: JSONValue, alternative: String? = nil
  ) {
    self.fields = fields
    self.maximumBytes = maximumBytes
    self.mayBeEmpty = mayBeEmpty
    self.example = example
    self.alternative = alternative
  }

  var names: [String] { fields.map(\.name) }

  /// The form in OpenAPI.
  var json: JSONValue {
    var body: JSONObject = [
      "required": .bool(!mayBeEmpty),
      "content": ["application/json": ["schema": schema, "example": example]],
    ]
    if let alternative { body["description"] = .string(alternative) }
    return .object(body)
  }

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
  static let registration = BodyShape(
    [
      Field("email", schema: address, isRequired: true),
      Field("password", schema: secret, isRequired: true),
      Field("full_name", schema: ["type": ["string", "null"]]),
      Field("username", schema: ["type": ["string", "null"]]),
      Field(
        "invitation",
        schema: [
          "type": ["string", "null"],
          "description": "The code of an invitation, where the server asks for one.",
        ]),
    ], example: ["email": "ada@example.org", "password": "correct horse"])
  static let login = BodyShape(
    [
      Field(
        "email", schema: ["type": "string", "description": "The e-mail address or the user name."],
        isRequired: true),
      Field("password", schema: secret, isRequired: true),
    ], example: ["email": "ada@example.org", "password": "correct horse"],
    alternative:
      "Or, as application/x-www-form-urlencoded, username and password (RFC 6749, section 4.3.2).")
  static let refresh = BodyShape(
    [Field("refresh_token", schema: JSONSchema.text, isRequired: true)],
    example: ["refresh_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"])
  static let password = BodyShape(
    [
      Field("old_password", schema: secret, isRequired: true),
      Field("new_password", schema: secret, isRequired: true),
    ], example: ["old_password": "correct horse", "new_password": "battery staple"])
  static let chat = BodyShape(
    [
      Field("query", schema: JSONSchema.text("What you want, in plain words.")),
      Field("message", schema: message),
      Field("conversation_id", schema: ["type": ["string", "null"]]),
      Field(
        "on_busy",
        schema: [
          "enum": ["enqueue", "reject", "interrupt"],
          "description": "What happens if the conversation has a running task.",
        ]),
      Field(
        "require_approval",
        schema: [
          "type": "boolean", "description": "The plan waits for your answer before it runs.",
        ]),
    ], maximumBytes: RequestBody.largeBytes,
    example: ["query": "Write a Python function to calculate fibonacci numbers"])
  static let agentTask = BodyShape(
    [
      Field("text", schema: JSONSchema.text("What the agent is to do.")),
      Field("message", schema: message),
      Field("config", schema: ["type": "object", "maxProperties": 0]),
    ], maximumBytes: RequestBody.largeBytes, example: ["text": "Write a function to sort a list"])
  static let search = BodyShape(
    [
      Field("query", schema: JSONSchema.text, isRequired: true),
      Field("limit", schema: ["type": "integer", "minimum": 1, "maximum": 100, "default": 10]),
    ], maximumBytes: RequestBody.largeBytes, example: ["query": "review python", "limit": 3])
  static let input = BodyShape(
    [
      Field("input_id", schema: JSONSchema.text("Which question, if several are open.")),
      Field("text", schema: JSONSchema.text("The answer to a question.")),
      Field(
        "approve",
        schema: [
          "anyOf": [["type": "string"], ["type": "boolean", "const": false]],
          "description": "The plan_hash that is approved, or false.",
        ]),
      Field("resolve", schema: JSONSchema.oneOf(InputAnswer.Resolution.allCases.map(\.rawValue))),
    ], maximumBytes: RequestBody.largeBytes, example: ["text": "The second one"])
  static let key = BodyShape(
    [
      Field("name", schema: ["type": "string", "minLength": 1, "maxLength": 64], isRequired: true),
      Field(
        "scope",
        schema: [
          "enum": JSONValue(AccessScope.allCases.map(\.rawValue)), "default": "run",
          "description": "read: follow; run: also send and change; admin: what admins may.",
        ]),
      Field(
        "expires_in_days",
        schema: [
          "type": ["integer", "null"], "minimum": 1, "maximum": .int(APIKeyService.maximumDays),
          "description": "null: never.",
        ]),
    ], example: ["name": "nightly report", "scope": "run", "expires_in_days": 365])
  static let sessionIDs = BodyShape(
    [Field("sessions", schema: JSONSchema.list(of: JSONSchema.text), isRequired: true)],
    maximumBytes: RequestBody.largeBytes, example: ["sessions": []])
  static let removal = BodyShape(
    [Field("user", schema: JSONSchema.text, isRequired: true)], example: ["user": "id"])
  static let cancel = BodyShape([], mayBeEmpty: true, example: [:])

  private static let address: JSONValue = [
    "type": "string", "format": "email", "maxLength": 254,
  ]
  private static let secret: JSONValue = ["type": "string", "format": "password"]
  /// As in A2A v1.0.
  private static let message: JSONValue = [
    "type": "object", "required": ["parts"],
    "properties": [
      "messageId": ["type": "string", "maxLength": 255], "role": JSONSchema.text,
      "parts": [
        "type": "array", "minItems": 1, "maxItems": 1000,
        "items": [
          "type": "object",
          "properties": [
            "text": JSONSchema.text, "data": JSONSchema.anything,
            "mediaType": ["type": "string", "maxLength": 255],
            "filename": ["type": "string", "maxLength": 255],
          ],
        ],
      ],
    ],
  ]
}
