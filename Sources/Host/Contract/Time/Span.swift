/// A finished piece of work, for tracing. Never contains a user's text, a token or a result.
package struct Span: Sendable {
  /// The OpenTelemetry kind; the raw values are those of OTLP.
  package enum Kind: Int, Sendable {
    case `internal` = 1
    case server = 2
  }

  /// The span's own ids.
  package var context: TraceContext
  /// The id of the parent span, 16 hexadecimal digits; nil for a root.
  package var parent: String?
  /// What was done, such as "task", or method and route of a request.
  package var name: String
  /// Whether it handled a request or ran inside the server.
  package var kind: Kind
  /// When it began, by the wall clock.
  package var beginning: Timestamp
  /// When it ended, by the wall clock.
  package var end: Timestamp
  /// Facts about it, in the order in which they are exported.
  package var attributes: [(key: String, value: JSONValue)]
  /// What went wrong, as a stable word; nil if nothing did.
  package var error: String?

  /// A span that ends now.
  /// - Parameter beginning: when it began.
  package init(
    _ context: TraceContext, parent: String?, name: String, kind: Kind = .internal,
    since beginning: Timestamp, attributes: [(key: String, value: JSONValue)] = [],
    error: String? = nil
  ) {
    self.context = context
    self.parent = parent
    self.name = name
    self.kind = kind
    self.beginning = beginning
    end = .now
    self.attributes = attributes
    self.error = error
  }
}

/// A destination of spans.
package protocol SpanRecording: Sendable {
  /// Takes a finished span. Any thread; must not block.
  func record(_ span: Span)
}
