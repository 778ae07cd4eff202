import HermesContract

/// A request for a task, as a client sends it.
package struct TaskRequest: Sendable {
  /// What is to happen where the conversation has a task that has not ended.
  package enum OnBusy: String, Sendable, CaseIterable { case reject, enqueue, interrupt }

  package var owner: UserID
  package var message: Message
  /// nil: a new one.
  package var conversation: ConversationID?
  package var onBusy: OnBusy
  /// Set where one agent is to do it: no intent, search or planning.
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
