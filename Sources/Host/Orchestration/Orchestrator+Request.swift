import HermesContract

extension Orchestrator {
  package enum OnBusy: String, Sendable, CaseIterable { case reject, enqueue, interrupt }

  /// A request as a client sends it.
  package struct Request: Sendable {
    package var owner: UserID
    package var message: Message
    package var conversation: ConversationID?
    package var onBusy: OnBusy
    package var directAgent: String?
    /// Whether the plan runs only when it is approved.
    package var requiresApproval = false
    package var idempotency: (key: String, fingerprint: String)?
    /// The span that the request is.
    package var trace: TraceContext?

    package init(
      owner: UserID, message: Message, conversation: ConversationID? = nil,
      onBusy: OnBusy = .enqueue, directAgent: String? = nil,
      idempotency: (key: String, fingerprint: String)? = nil
    ) {
      self.owner = owner
      self.message = message
      self.conversation = conversation
      self.onBusy = onBusy
      self.directAgent = directAgent
      self.idempotency = idempotency
    }
  }

  nonisolated func validate(_ request: Request) throws(HermesError) {
    let text = request.message.text
    try limitBytes(of: text)
    // Whoever brings something along need not say what is to be done with it.
    let isData = request.message.parts.contains {
      $0.mediaType != Part.plainText || $0.filename != nil
    }
    guard isData || text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw HermesError(.invalidField, "query must not be empty: say what you want.")
    }
    if let name = request.directAgent,
      let agent = agents.first(where: { $0.card.name == name && $0.state == .unavailable })
    {
      throw HermesError(
        .agentUnavailable, agent.reason ?? "\(name) has not been reached yet. Try again later.",
        isRetryable: true)
    }
    if let name = request.directAgent,
      !agents.contains(where: { $0.card.name == name && $0.isCallable })
    {
      throw HermesError(
        .agentNotFound, "No agent named \(name) is loaded. GET /api/v1/agents lists them.")
    }
  }
}
