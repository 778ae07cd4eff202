/// A piece of work that has ended, for whoever looks at traces. Never holds what a user wrote, a token
/// or a result.
package struct Span: Sendable {
  package enum Kind: Int, Sendable {
    case `internal` = 1
    case server = 2
  }

  package var context: TraceContext
  package var parent: String?
  package var name: String
  package var kind: Kind
  package var beginning: Timestamp
  package var end: Timestamp
  package var attributes: [(key: String, value: JSONValue)]
  /// What went wrong, as a stable word.
  package var error: String?

  /// - Parameter beginning: it ends now.
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

/// Where spans go. It must not block.
package protocol SpanRecording: Sendable {
  func record(_ span: Span)
}
