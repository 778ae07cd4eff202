import HermesContract

/// A task as the queue sees it.
struct QueuedTask: Sendable {
  let id: TaskID
  let owner: UserID
  let conversation: ConversationID
  /// nil: it is read when the task starts. Only a request that has just come is in memory: what waited for a
  /// person, or was left by an earlier run, may be any number of large ones.
  private(set) var record: TaskRecord?
  /// What its request takes in memory.
  let bytes: Int
  /// Whether it goes on because somebody has answered.
  var isAnswered = false
  /// Whether the process that had it last did not end in order.
  var isAfterDeath = false

  init(_ record: TaskRecord) {
    id = record.id
    owner = record.owner
    conversation = record.conversation
    self.record = record
    bytes = HeldRequests.bytes(of: record.message)
  }

  /// A task of an earlier run.
  /// - Parameters:
  ///   - outline: without its message.
  ///   - bytes: of the message, as it is stored.
  init(outline: TaskRecord, bytes: Int, isAfterDeath: Bool) {
    id = outline.id
    owner = outline.owner
    conversation = outline.conversation
    self.bytes = bytes
    self.isAfterDeath = isAfterDeath
  }

  var withoutRecord: QueuedTask {
    var task = self
    task.record = nil
    return task
  }
}
