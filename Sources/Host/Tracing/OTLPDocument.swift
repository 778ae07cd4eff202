import HermesContract

/// Formats spans as the JSON form of OTLP's `ExportTraceServiceRequest` (opentelemetry-proto 1.x).
enum OTLPDocument {
  static func makeDocument(of spans: [Span]) -> JSONValue {
    [
      "resourceSpans": [
        [
          "resource": ["attributes": [attribute("service.name", value: "hermes")]],
          "scopeSpans": [["scope": ["name": "hermes"], "spans": .array(spans.map(spanObject))]],
        ]
      ]
    ]
  }

  private static func spanObject(_ span: Span) -> JSONValue {
    var object = JSONObject([
      (key: "traceId", value: .string(span.context.trace)),
      (key: "spanId", value: .string(span.context.span)),
      (key: "name", value: .string(span.name)),
      (key: "kind", value: .int(Int64(span.kind.rawValue))),
      (key: "startTimeUnixNano", value: nanoseconds(span.beginning)),
      (key: "endTimeUnixNano", value: nanoseconds(span.end)),
      (
        key: "attributes", value: .array(span.attributes.map { attribute($0.key, value: $0.value) })
      ),
    ])
    if let parent = span.parent { object["parentSpanId"] = .string(parent) }
    if let error = span.error { object["status"] = ["code": 2, "message": .string(error)] }
    return .object(object)
  }

  /// 64-bit numbers are strings in the JSON form of Protocol Buffers.
  private static func nanoseconds(_ time: Timestamp) -> JSONValue {
    .string("\(time.milliseconds)000000")
  }

  private static func attribute(_ key: String, value: JSONValue) -> JSONValue {
    let typed: JSONValue =
      switch value {
      case .int(let number): ["intValue": .string("\(number)")]
      case .bool: ["boolValue": value]
      case .double: ["doubleValue": value]
      default: ["stringValue": .string(value.string ?? JSONWriter.text(value))]
      }
    return ["key": .string(key), "value": typed]
  }
}
