import HermesContract

/// The interface as OpenAPI 3.1, generated from the routes themselves.
enum OpenAPIDocument {
  static func makeDocument(
    of routes: [RouteTable.Route], version: String, at url: PublicURL?
  ) -> JSONValue {
    var paths = JSONObject()
    for route in routes where !route.isOperators {
      var item = paths[route.path]?.object ?? JSONObject()
      item[route.method.lowercased()] = operation(route)
      paths[route.path] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Hermes", "version": .string(version),
        "description": """
        Takes requests in plain words, plans them, has loaded agents carry them out, and streams every step. \
        Streams are WebSockets or text/event-stream; whatever is somebody else's is answered like what does not exist.
        """,
      ],
      "servers": [["url": .string(url.map { $0.origin + $0.path.link(to: "") } ?? "/")]],
      "tags": .array(
        RouteDescription.Tag.allCases.map {
          ["name": .string($0.rawValue), "description": .string($0.summary)]
        }),
      "paths": .object(paths),
      "components": [
        "securitySchemes": [
          "bearer": ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]
        ],
        "schemas": .object(
          JSONObject(AnswerSchema.allCases.map { (key: $0.rawValue, value: $0.json) })),
      ],
    ]
  }

  private static func operation(_ route: RouteTable.Route) -> JSONValue {
    let description = route.description
    var operation: JSONObject = [
      "operationId": .string(description.id), "summary": .string(description.summary),
      "tags": [.string(description.tag.rawValue)],
    ]
    if !description.parameters.isEmpty {
      operation["parameters"] = .array(description.parameters.map(\.json))
    }
    if let body = description.body { operation["requestBody"] = body.json }
    if !description.isOpen { operation["security"] = [["bearer": []]] }
    operation["responses"] = .object(responses(description))
    return .object(operation)
  }

  private static func responses(_ description: RouteDescription) -> JSONObject {
    var responses = JSONObject(
      description.answers.map { (key: String($0.status), value: $0.json) })
    let codes = Dictionary(grouping: description.allErrors) { Problem.status(of: $0).code }
    for (status, codes) in codes.sorted(by: { $0.key < $1.key }) {
      var response: JSONObject = [
        "description": .string(codes.map(\.rawValue).joined(separator: ", ")),
        "content": [
          "application/problem+json": ["schema": AnswerSchema.problem.reference]
        ],
      ]
      if [429, 503].contains(status) {
        response["headers"] = [
          "Retry-After": ["description": "Seconds.", "schema": JSONSchema.wholeNumber]
        ]
      }
      responses[String(status)] = .object(response)
    }
    return responses
  }
}
