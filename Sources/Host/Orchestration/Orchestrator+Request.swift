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
}
