import HermesContract

/// A task as the queue sees it.
struct QueuedTask: Sendable {
  let id: TaskID
  let owner: UserID
  let conversation: ConversationID
  /// nil: it is read when the task starts. Only a request that has just come is in memory: what waited for a
  /// person, or was left by an earlier run, may be any number of large ones.
  let record: TaskRecord?
  /// What its request takes in memory.
  let bytes: Int

  init(_ record: TaskRecord) {
    self.init(
      id: record.id, owner: record.owner, conversation: record.conversation, record: record,
      bytes: HeldRequests.bytes(of: record.message))
  }

  /// A task of an earlier run.
  /// - Parameters:
  ///   - outline: without its message.
  ///   - bytes: of the message, as it is stored.
  init(outline: TaskRecord, bytes: Int) {
    self.init(
      id: outline.id, owner: outline.owner, conversation: outline.conversation, record: nil,
      bytes: bytes)
  }

  private init(
    id: TaskID, owner: UserID, conversation: ConversationID, record: TaskRecord?, bytes: Int
  ) {
    self.id = id
    self.owner = owner
    self.conversation = conversation
    self.record = record
    self.bytes = bytes
  }

  var withoutRecord: QueuedTask {
    QueuedTask(id: id, owner: owner, conversation: conversation, record: nil, bytes: bytes)
  }
}
