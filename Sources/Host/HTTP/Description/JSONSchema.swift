import HermesContract

/// Building blocks of JSON Schema (draft 2020-12), as used by OpenAPI 3.1.
enum JSONSchema {
  static let text: JSONValue = ["type": "string"]
  static let wholeNumber: JSONValue = ["type": "integer"]
  static let number: JSONValue = ["type": "number"]
  static let flag: JSONValue = ["type": "boolean"]
  static let anything: JSONValue = .object(JSONObject())
  static let anyObject: JSONValue = ["type": "object", "additionalProperties": true]
  /// RFC 3339, in UTC.
  static let time: JSONValue = ["type": "string", "format": "date-time"]

  static func text(_ description: String) -> JSONValue {
    ["type": "string", "description": .string(description)]
  }

  static func oneOf(_ names: [String]) -> JSONValue {
    ["type": "string", "enum": JSONValue(names)]
  }

  static func list(of schema: JSONValue) -> JSONValue { ["type": "array", "items": schema] }

  /// An object whose members all have the same schema.
  static func map(to schema: JSONValue) -> JSONValue {
    ["type": "object", "additionalProperties": schema]
  }

  /// Also allows null.
  static func nullable(_ schema: JSONValue) -> JSONValue {
    guard var object = schema.object, let type = object["type"]?.string, object["enum"] == nil
    else {
      return ["anyOf": [schema, ["type": "null"]]]
    }
    object["type"] = [.string(type), "null"]
    return .object(object)
  }

  /// An object; clients should ignore members that they do not know.
  /// - Parameter optional: members that may be absent; all others are always present.
  static func object(
    _ members: JSONObject, optional: JSONObject = [:]
  ) -> JSONValue {
    [
      "type": "object", "required": JSONValue(members.keys),
      "properties": .object(JSONObject(members.members + optional.members)),
    ]
  }
}
