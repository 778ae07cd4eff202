import HermesContract

/// Accounts and agents.
extension AnswerSchema {
  static var userSchema: JSONValue {
    JSONSchema.object([
      "id": JSONSchema.text, "email": JSONSchema.text,
      "username": JSONSchema.nullable(JSONSchema.text),
      "full_name": JSONSchema.nullable(JSONSchema.text),
      "role": JSONSchema.oneOf(["user", "admin"]), "created_at": JSONSchema.time,
    ])
  }

  static var userUsageSchema: JSONValue {
    JSONSchema.object([
      "id": JSONSchema.text, "email": JSONSchema.text,
      "role": JSONSchema.oneOf(["user", "admin"]), "created_at": JSONSchema.time,
      "disabled_at": JSONSchema.nullable(JSONSchema.time),
      "last_seen_at": JSONSchema.nullable(JSONSchema.time),
      "tasks": JSONSchema.wholeNumber, "open_tasks": JSONSchema.wholeNumber,
      "stored_bytes": JSONSchema.wholeNumber, "tasks_today": JSONSchema.wholeNumber,
      "tokens_today": JSONSchema.wholeNumber, "sessions": JSONSchema.wholeNumber,
      "keys": JSONSchema.wholeNumber,
    ])
  }

  static var grantSchema: JSONValue {
    JSONSchema.object([
      "access_token": JSONSchema.text("For the header Authorization: Bearer."),
      "refresh_token": JSONSchema.text("Good for one refresh."),
      "token_type": ["type": "string", "const": "bearer"],
      "expires_in": [
        "type": "integer", "description": "Seconds that the access token is good for.",
      ],
      "user": user.reference,
    ])
  }

  static var sessionSchema: JSONValue {
    JSONSchema.object([
      "id": JSONSchema.text,
      "created_at": JSONSchema.nullable(JSONSchema.time),
      "refreshed_at": JSONSchema.nullable(JSONSchema.time), "expires_at": JSONSchema.time,
      "address": JSONSchema.text("The IP address of the login; empty if unknown."),
      "client": JSONSchema.text("What the client called itself."),
      "is_current": JSONSchema.flag,
    ])
  }

  static var keyMembers: JSONObject {
    [
      "id": JSONSchema.text, "name": JSONSchema.text,
      "scope": JSONSchema.oneOf(AccessScope.allCases.map(\.rawValue)),
      "created_at": JSONSchema.time, "expires_at": JSONSchema.nullable(JSONSchema.time),
      "last_used_at": JSONSchema.nullable(JSONSchema.time),
    ]
  }

  static var newKeySchema: JSONValue {
    let secret = JSONSchema.text("For the header Authorization: Bearer. It is not shown again.")
    return JSONSchema.object(JSONObject([(key: "key", value: secret)] + keyMembers.members))
  }

  static func agentSchema(isDetail: Bool) -> JSONValue {
    let members: JSONObject = [
      "name": JSONSchema.text, "description": JSONSchema.text, "version": JSONSchema.text,
      "skills": JSONSchema.list(of: JSONSchema.anyObject),
      "lane": JSONSchema.text("in-process, process or remote."),
      "lane_source": JSONSchema.text("Who or what chose the lane."),
      "generation": ["type": "integer", "description": "Times the library has been loaded."],
      "digest": JSONSchema.text("The beginning of its library's SHA-256."),
      "state": JSONSchema.oneOf([
        "ready", "restarting", "exhausted", "unavailable", "disabled",
      ]),
      "health": JSONSchema.object([
        "running": JSONSchema.wholeNumber, "capacity": JSONSchema.wholeNumber,
        "calls": JSONSchema.wholeNumber, "errors": JSONSchema.wholeNumber,
        "misuse": JSONSchema.wholeNumber,
      ]), "usage": usage.reference, "settings": JSONSchema.anyObject,
    ]
    return JSONSchema.object(
      isDetail
        ? JSONObject(members.members + [(key: "card", value: JSONSchema.anyObject)]) : members,
      optional: isDetail
        ? ["reason": JSONSchema.text, "library": JSONSchema.text] : ["reason": JSONSchema.text])
  }

  static var agentListSchema: JSONValue {
    JSONSchema.object(
      ["agents": JSONSchema.list(of: agent.reference), "count": JSONSchema.wholeNumber],
      optional: [
        "refused": ["type": "array", "items": JSONSchema.text, "description": "For admins."],
        "libraries": JSONSchema.map(to: JSONSchema.text),
      ])
  }

  static var foundAgentSchema: JSONValue {
    JSONSchema.object([
      "name": JSONSchema.text, "description": JSONSchema.text,
      "skills": JSONSchema.list(of: JSONSchema.text), "score": JSONSchema.number,
      "reason": JSONSchema.text,
    ])
  }
}
