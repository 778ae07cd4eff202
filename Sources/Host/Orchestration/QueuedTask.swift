import HermesContract

/// A task as the queue sees it.
struct QueuedTask: Sendable {
  let id: TaskID
  let owner: UserID
  let conversation: ConversationID
  /// nil: it is read when the task starts. Only a request that has just come is in memory: what waited for a
  /// person, or was left by an earlier run, may be any number of large ones.
  let record: TaskRecord?

  init(_ record: TaskRecord) {
    self.init(id: record.id, owner: record.owner, conversation: record.conversation, record: record)
  }

  private init(id: TaskID, owner: UserID, conversation: ConversationID, record: TaskRecord?) {
    self.id = id
    self.owner = owner
    self.conversation = conversation
    self.record = record
  }

  var withoutRecord: QueuedTask {
    QueuedTask(id: id, owner: owner, conversation: conversation, record: nil)
  }
}
