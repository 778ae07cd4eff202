import HermesContract

/// What a route accepts and returns. Request checks and OpenAPI are both derived from it.
struct RouteDescription: Sendable {
  enum Tag: String, CaseIterable, Sendable {
    case accounts, tasks, conversations, agents, streams, server

    var summary: String {
      switch self {
      case .accounts: "Accounts, sessions and tokens"
      case .tasks: "Requests and what became of them"
      case .conversations: "Tasks that belong together"
      case .agents: "What is loaded"
      case .streams: "Events as they happen"
      case .server: "Health and counts"
      }
    }
  }

  /// The operation id that generated clients use; unique.
  let id: String
  let summary: String
  let tag: Tag
  /// Whether it needs no token.
  var isOpen = false
  /// Whether it accepts unknown query parameters.
  var takesAnyQuery = false
  var parameters: [RouteParameter] = []
  /// The JSON body; nil if there is none.
  var body: BodyShape?
  var answers: [RouteAnswer]
  /// The route's own error codes; those for tokens, parameters and bodies are added.
  var errors: [ErrorCode] = []

  init(
    _ id: String, summary: String, tag: Tag, isOpen: Bool = false, takesAnyQuery: Bool = false,
    parameters: [RouteParameter] = [], body: BodyShape? = nil, answers: [RouteAnswer],
    errors: [ErrorCode] = []
  ) {
    self.id = id
    self.summary = summary
    self.tag = tag
    self.isOpen = isOpen
    self.takesAnyQuery = takesAnyQuery
    self.parameters = parameters
    self.body = body
    self.answers = answers
    self.errors = errors
  }

  /// The names of its query parameters; nil if it accepts any.
  var query: [String]? {
    takesAnyQuery ? nil : parameters.filter { $0.place == .query }.map(\.name)
  }

  /// Every error code that it may return.
  var allErrors: [ErrorCode] {
    var codes: [ErrorCode] = [
      .malformedRequest, .requestTimeout, .bodyTooLarge, .headersTooLarge, .hostNotAllowed,
      .originNotAllowed, .busy, .internal,
    ]
    if !isOpen {
      codes += [.missingToken, .invalidToken, .expiredToken, .insufficientScope, .rateLimited]
    }
    if !takesAnyQuery { codes.append(.invalidParameter) }
    if body != nil {
      codes += [
        .malformedJSON, .bodyInterrupted, .unsupportedMediaType, .invalidField, .missingField,
        .unknownField,
      ]
    }
    return codes + errors.filter { !codes.contains($0) }
  }
}
