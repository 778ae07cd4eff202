import HermesContract

/// A successful answer of a route.
struct RouteAnswer: Sendable {
  var status: Int
  let description: String
  /// Media types, each with its schema.
  let content: JSONObject
  var headers: JSONObject = [:]
  /// Operations that continue with what is returned.
  var links: JSONObject = [:]

  static func json(
    _ schema: AnswerSchema, status: Int = 200, description: String
  ) -> RouteAnswer {
    RouteAnswer(
      status: status, description: description,
      content: ["application/json": ["schema": schema.reference]])
  }

  static func noContent(_ description: String) -> RouteAnswer {
    RouteAnswer(status: 204, description: description, content: [:])
  }

  static func text(_ mediaType: String, description: String) -> RouteAnswer {
    var content = JSONObject()
    content[mediaType] = ["schema": JSONSchema.text]
    return RouteAnswer(status: 200, description: description, content: content)
  }

  /// Content of any media type.
  static func file(_ description: String) -> RouteAnswer {
    let bytes: JSONValue = ["schema": ["type": "string", "format": "binary"]]
    return RouteAnswer(
      status: 200, description: description,
      content: ["application/octet-stream": bytes, "*/*": bytes])
  }

  static let upgrade = RouteAnswer(
    status: 101, description: "The stream begins: docs/events.md.", content: [:])

  /// A task that was accepted.
  static let accepted: RouteAnswer = {
    var answer = json(
      .accepted, description: "The task, as it is now; with wait, as it was when it ended.")
    for operation in ["getTask", "events", "cancelTask", "answerTask", "deleteTask"] {
      answer.links[operation] = [
        "operationId": .string(operation), "parameters": ["id": "$response.body#/task_id"],
      ]
    }
    answer.headers = [
      "Location": ["description": "The task's path.", "schema": JSONSchema.text],
      "Idempotent-Replayed": [
        "description": "true, where an earlier request with the same key made the task.",
        "schema": JSONSchema.text,
      ],
    ]
    return answer
  }()

  static let events: [RouteAnswer] = [
    RouteAnswer(
      status: 200,
      description: "The stored events, or the stream of them where Accept asks for one.",
      content: [
        "application/json": ["schema": AnswerSchema.eventPage.reference],
        "text/event-stream": ["schema": JSONSchema.text],
      ]), noContent("The task has ended and the EventSource has everything."),
  ]

  var json: JSONValue {
    var object: JSONObject = ["description": .string(description)]
    if !headers.members.isEmpty { object["headers"] = .object(headers) }
    if !content.members.isEmpty { object["content"] = .object(content) }
    if !links.members.isEmpty { object["links"] = .object(links) }
    return .object(object)
  }
}
