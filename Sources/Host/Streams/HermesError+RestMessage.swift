import HermesContract

extension HermesError {
  /// The message for clients of `/api/v1`, over HTTP and on streams: the error's own, and the route
  /// that helps.
  ///
  /// It is added here rather than where errors are created, because clients of other doors have
  /// other means.
  package var restMessage: String {
    let hint: String? =
      switch known {
      case .taskNotFound: "GET /api/v1/tasks lists yours."
      case .conversationNotFound: "GET /api/v1/conversations lists yours."
      case .agentNotFound: "GET /api/v1/agents lists them."
      case .missingToken:
        "Send it as \"Authorization: Bearer TOKEN\"; POST /api/v1/auth/login gives you one."
      case .expiredToken: "Get a new one with POST /api/v1/auth/refresh."
      case .emailTaken: "Log in with POST /api/v1/auth/login."
      default: nil
      }
    return hint.map { "\(message) \($0)" } ?? message
  }
}
