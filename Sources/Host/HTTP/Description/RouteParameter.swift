import HermesContract

/// A parameter of a route, in its path, query or header.
struct RouteParameter: Sendable {
  enum Place: String, Sendable { case query, header, path }

  let name: String
  let place: Place
  let description: String
  /// JSON Schema (draft 2020-12).
  let schema: JSONValue

  init(
    _ name: String, in place: Place, description: String, schema: JSONValue = JSONSchema.text
  ) {
    self.name = name
    self.place = place
    self.description = description
    self.schema = schema
  }

  var json: JSONValue {
    [
      "name": .string(name), "in": .string(place.rawValue), "required": .bool(place == .path),
      "description": .string(description), "schema": schema,
    ]
  }
}

extension RouteParameter {
  static let task = RouteParameter("id", in: .path, description: "The task_id.")
  static let conversation = RouteParameter("id", in: .path, description: "The conversation_id.")
  static let agent = RouteParameter("name", in: .path, description: "The agent's name.")
  static let session = RouteParameter("id", in: .path, description: "The session's id.")
  static let key = RouteParameter("id", in: .path, description: "The key's id.")
  static let artifact = RouteParameter(
    "artifact", in: .path,
    description: "STEP-ID as in the artifact's href; an ID alone is the last step's that made one.")

  static let cursor = RouteParameter(
    "cursor", in: .query, description: "The next_cursor of the page before.")
  static func limit(default limit: Int64) -> RouteParameter {
    RouteParameter(
      "limit", in: .query, description: "At most so many; fewer come where they are large.",
      schema: ["type": "integer", "minimum": 1, "maximum": 100, "default": .int(limit)])
  }
  static let after = RouteParameter(
    "after", in: .query, description: "The seq of the last event that the client has.",
    schema: ["type": "integer", "minimum": 0, "default": 0])
  static let epoch = RouteParameter(
    "epoch", in: .query,
    description: "The journal's epoch that the position is of, as of the frame connected.")
  static let token = RouteParameter(
    "token", in: .query, description: "An access token, for clients that can't set headers.")
  static let wait = RouteParameter(
    "wait", in: .query, description: "Seconds to wait for the task's end before the answer.",
    schema: ["type": "integer", "minimum": 0, "maximum": 300, "default": 0])
  static let prefer = RouteParameter(
    "Prefer", in: .header, description: "wait=SECONDS, as the query parameter (RFC 7240).")
  static let idempotencyKey = RouteParameter(
    "Idempotency-Key", in: .header,
    description: "The same key with the same body within 24 hours is answered with the same task.",
    schema: ["type": "string", "minLength": 1, "maxLength": 255])
  static let lastEventID = RouteParameter(
    "Last-Event-ID", in: .header, description: "Goes before after, for a browser's EventSource.",
    schema: ["type": "string", "pattern": "^[0-9]*$"])
}
