import HermesContract

/// The interface as OpenAPI 3.1, made from the routes themselves.
enum OpenAPIDocument {
  static func make(_ routes: [RouteTable.Route], version: String) -> JSONValue {
    var paths = JSONObject()
    for route in routes where !route.isOperators {
      var item = paths[route.path]?.object ?? JSONObject()
      item[route.method.lowercased()] = operation(route)
      paths[route.path] = .object(item)
    }
    return [
      "openapi": "3.1.0", "info": ["title": "Hermes", "version": .string(version)],
      "paths": .object(paths),
      "components": [
        "securitySchemes": [
          "bearer": ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]
        ],
        "responses": [
          "problem": [
            "description": "What went wrong (RFC 9457)",
            "content": ["application/problem+json": ["schema": problem]],
          ]
        ],
      ],
    ]
  }

  private static let problem: JSONValue = [
    "type": "object", "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"], "code": ["type": "string"], "request_id": ["type": "string"],
    ],
  ]

  /// Query parameters that are whole numbers.
  private static let numbers: Set<String> = ["after", "limit", "wait"]

  private static func parameter(_ name: String, in place: String) -> JSONValue {
    [
      "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
      "schema": [
        "type": .string(place == "query" && numbers.contains(name) ? "integer" : "string")
      ],
    ]
  }

  private static func operation(_ route: RouteTable.Route) -> JSONValue {
    let parameters =
      route.path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { parameter(String($0.dropFirst().dropLast()), in: "path") }
      + (route.query ?? []).map { parameter($0, in: "query") }
    var operation = JSONObject()
    operation["summary"] = .string(route.summary)
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let body = route.body {
      operation["requestBody"] = [
        "required": .bool(!body.mayBeEmpty),
        "content": ["application/json": ["schema": body.schema]],
      ]
    }
    if !route.isOpen { operation["security"] = [["bearer": []]] }
    operation["responses"] = [
      "2XX": ["description": "Done"], "default": ["$ref": "#/components/responses/problem"],
    ]
    return .object(operation)
  }
}
