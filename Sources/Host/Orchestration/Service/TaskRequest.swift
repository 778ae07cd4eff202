import HermesContract

/// A request for a task, as a client sends it.
package struct TaskRequest: Sendable {
  /// What to do if the conversation has an unfinished task.
  package enum OnBusy: String, Sendable, CaseIterable { case reject, enqueue, interrupt }

  /// The user who asks, and who owns the task.
  package var owner: UserID
  /// The request itself, with what it brings along.
  package var message: Message
  /// nil for a new conversation.
  package var conversation: ConversationID?
  /// What to do if the conversation has an unfinished task.
  package var onBusy: OnBusy
  /// The name of the only agent to call, without intent, search or planning; nil for a normal
  /// request.
  package var directAgent: String?
  /// Whether the plan needs its owner's approval before it runs.
  package var requiresApproval = false
  /// The client's key and a digest of the request, by which a repetition is recognised; nil without
  /// a key.
  package var idempotency: (key: String, fingerprint: String)?
  /// The span of the request, which becomes the parent of the task's.
  package var trace: TraceContext?

  /// A request without approval, key and trace, unless they are set afterwards.
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
