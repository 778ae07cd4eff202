/// Events of one task and the changes of its state that they tell of: stored together or not at all.
package struct JournalEntry: Sendable {
  package var task: TaskID
  package var owner: UserID
  package var events: [EventDraft]
  package var changes: [TaskChange]

  package init(
    task: TaskID, owner: UserID, events: [EventDraft] = [], changes: [TaskChange] = []
  ) {
    self.task = task
    self.owner = owner
    self.events = events
    self.changes = changes
  }

  /// Whether a rule may refuse it: a request, the answer to a question, or a result for which there may be no room.
  package var mayBeRefused: Bool {
    changes.contains { change in
      switch change {
      case .created, .inputAnswered: true
      case .artifacts(_, let artifacts):
        artifacts.reduce(0) { $0 + $1.bytes } >= Quotas.smallBytes
      default: false
      }
    }
  }

  /// Asks whether anything can be stored, and says nothing.
  package static let probe = JournalEntry(task: TaskID("probe"), owner: UserID("probe"))
}

/// A change of a task's stored state.
package enum TaskChange: Sendable {
  /// - Parameter idempotency: refused with `idempotency_in_progress` where the key has a request already.
  case created(TaskRecord, idempotency: IdempotencyRecord?)
  /// `running` becomes what the task's open questions make of it.
  case status(TaskStatus, startedAt: Timestamp?)
  case intent(Intent)
  case plan(Plan)
  /// Writes all of the step but `deaths`.
  case step(StepRecord)
  /// The step ran when its server died, and is taken up: one more of its `deaths`.
  case stepTakenUp(Int)
  case artifacts(step: Int, [Artifact])
  /// A question is open from now on.
  case inputAsked(InputRecord)
  /// Closes a question. The whole entry is refused with `input_closed` if it is not open any more.
  case inputAnswered(InputID, InputAnswer, at: Timestamp)
  /// Milliseconds that the task has run so far, without those in which it only waited for a person.
  case worked(Int64)
  case ended(TaskStatus, result: String?, error: HermesError?, at: Timestamp)
}

/// The answer promised to whoever sends the same key again within 24 hours.
package struct IdempotencyRecord: Sendable, Equatable {
  package var key: String
  /// SHA-256 of route and body.
  package var fingerprint: String
  package var task: TaskID
  package init(key: String, fingerprint: String, task: TaskID) {
    self.key = key
    self.fingerprint = fingerprint
    self.task = task
  }

  /// Keys of requests up to then are forgotten: a day before.
  package static func oldest(at now: Timestamp) -> Timestamp { now.adding(seconds: -86_400) }
}

/// An event with its numbers and its final bytes.
package struct CommittedEvent: Sendable {
  package var task: TaskID
  package var owner: UserID
  package var type: EventType
  package var seq: Int64
  package var cursor: Int64
  /// The JSON object as every client gets it.
  package var json: [UInt8]
  package init(
    task: TaskID, owner: UserID, type: EventType, seq: Int64, cursor: Int64, json: [UInt8]
  ) {
    self.task = task
    self.owner = owner
    self.type = type
    self.seq = seq
    self.cursor = cursor
    self.json = json
  }

  /// Whether retention may leave it out of the history of a task that has ended.
  package var isLossy: Bool { type.isLossy(json) }
}

/// What an event is known by: `seq` counts a task's events and `cursor` a user's, both from 1.
package struct EventNumbers: Sendable, Equatable {
  package var task: TaskID
  package var seq: Int64
  package var cursor: Int64
  package init(task: TaskID, seq: Int64, cursor: Int64) {
    self.task = task
    self.seq = seq
    self.cursor = cursor
  }
}

/// An entry as it is stored.
package struct CommittedEntry: Sendable {
  package var task: TaskID
  package var owner: UserID
  package var events: [CommittedEvent]
  package init(task: TaskID, owner: UserID, events: [CommittedEvent]) {
    self.task = task
    self.owner = owner
    self.events = events
  }
}
