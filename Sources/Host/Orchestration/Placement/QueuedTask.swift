import HermesContract

/// A task as the queue sees it.
struct QueuedTask: Sendable {
  let id: TaskID
  let owner: UserID
  let conversation: ConversationID
  /// nil if it is read when the task starts. Only a new request is kept in memory: there may be any
  /// number of large ones that waited for a person or were left by an earlier run.
  private(set) var record: TaskRecord?
  /// The memory that its request takes.
  let bytes: Int
  /// Whether it continues because its question has been answered.
  var isAnswered = false
  /// Whether the process that had it last ended without shutting down.
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
  ///   - outline: the task without its message.
  ///   - bytes: the size of the message as stored.
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
