/// Where the journal writes. Called on the journal's own thread only; may block.
package protocol JournalStore: Sendable {
  /// Names this journal; changes only when it is restored from elsewhere or reset.
  var epoch: String { get }
  /// Stores the entries in one transaction, durable on return: all but those that a rule refuses, or none. In the order
  /// of commits each event gets a `seq` that is one more than its task's last, and a `cursor` that is one more than its
  /// owner's last.
  /// - Parameter encode: makes the stored bytes of an event that has its numbers.
  /// - Returns: each entry as it is stored, or why it is refused. Events of tasks that are gone get no numbers and are
  ///   left out.
  /// - Throws: why nothing is stored.
  func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>]
}

/// Part of a list.
package struct Page<Record: Sendable>: Sendable {
  package let records: [Record]
  /// Whether it ends before its limit for reasons of size: there is more.
  package let isCut: Bool

  package init(_ records: [Record], isCut: Bool) {
    self.records = records
    self.isCut = isCut
  }
}

/// Reads of tasks and their events. Someone else's data is answered like data that does not exist.
package protocol TaskStore: Sendable {
  func task(_ id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// A task with its steps, artifacts and questions, as they are at one moment.
  func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail?
  /// The same without its message, intent, plan and result, which cost as much to read as they are large.
  func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord?
  /// Newest first, older than `before` when it is given; without intents, plans and results. At most
  /// about `maximumBytes`, but at least one if any.
  func tasks(
    owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord>
  func steps(of task: TaskID) async throws -> [StepRecord]
  func artifacts(of task: TaskID) async throws -> [StepArtifact]
  func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary]
  /// The artifact itself; nil if it is gone.
  func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact?
  /// Oldest first, from `after` exclusive, at most `maximumBytes` of JSON but at least one if any.
  func events(of task: TaskID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent]
  func events(owner: UserID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent]
  /// The highest cursor that an event of the owner has had. It never goes down, also after deletions.
  func lastCursor(of owner: UserID) async throws -> Int64
  /// The newest cursor of the owner's tasks that retention has removed; 0 if there are none.
  func removedThrough(owner: UserID) async throws -> Int64
  /// Tasks that are not final, oldest first: what a start has to take up again. Tasks of deleted users are left out.
  /// With the bytes of their messages.
  func unfinishedTasks() async throws -> [(task: TaskID, owner: UserID, bytes: Int)]
  /// A task with its plan and an empty message, which may be large.
  func taskWithoutMessage(_ id: TaskID, owner: UserID) async throws -> TaskRecord?
  func unfinishedTasks(of owner: UserID) async throws -> [TaskID]
  /// Whether the disk has only room for the tasks that run.
  func isDiskNearlyFull() async -> Bool
  /// - Returns: why the owner may begin no task; nil if it may. Where there is much room, as it was within the last
  ///   second.
  func beginningFault(of owner: UserID) async throws -> HermesError?
  /// - Returns: why the owner may store nothing further; nil if it may.
  func storageFault(of owner: UserID) async throws -> HermesError?
  /// The questions of a task, oldest first.
  func inputs(of task: TaskID) async throws -> [InputRecord]
  /// Open questions whose time is over.
  func expiredInputs(at now: Timestamp) async throws -> [OpenInput]
  /// When the next open question expires; nil if there is none.
  func nextInputExpiry() async throws -> Timestamp?
  func eventTypes(of task: TaskID) async throws -> Set<EventType>
  func idempotency(owner: UserID, key: String) async throws -> IdempotencyRecord?
  /// With the number of its tasks, which takes the longer the more there are.
  func conversation(_ id: ConversationID, owner: UserID) async throws -> ConversationRecord?
  func hasConversation(_ id: ConversationID, owner: UserID) async throws -> Bool
  /// Latest first, from after `before` when it is given.
  func conversations(
    owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord]
  /// Oldest first, newer than `after` when it is given; without intents and plans. At most about
  /// `maximumBytes`, but at least one if any.
  func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord>
  func taskIDs(in conversation: ConversationID, owner: UserID) async throws -> [TaskID]
  /// Tasks that were completed by `until`, the newest first. Their messages are read where they fit into
  /// `maximumBytes` together; of the others only what was said.
  func earlierTurns(
    in conversation: ConversationID, owner: UserID, until: Timestamp, limit: Int, maximumBytes: Int
  ) async throws -> [EarlierTurn]
  func delete(task: TaskID, owner: UserID) async throws -> Bool
  func delete(conversation: ConversationID, owner: UserID) async throws -> Bool
}
