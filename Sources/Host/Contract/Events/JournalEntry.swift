/// Events of one task and the state changes that go with them: stored together or not at all.
package struct JournalEntry: Sendable {
  /// The task that all of it belongs to.
  package var task: TaskID
  /// The user who owns the task.
  package var owner: UserID
  /// In the order in which they get their numbers.
  package var events: [EventDraft]
  /// Applied in this order.
  package var changes: [TaskChange]

  package init(
    task: TaskID, owner: UserID, events: [EventDraft] = [], changes: [TaskChange] = []
  ) {
    self.task = task
    self.owner = owner
    self.events = events
    self.changes = changes
  }

  /// Whether a rule may refuse it: a request, an answer to a question, or a result that may exceed
  /// the storage limits.
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

  /// An empty entry, for checking whether the store can write at all.
  package static let probe = JournalEntry(task: TaskID("probe"), owner: UserID("probe"))
}

/// A change of a task's stored state.
package enum TaskChange: Sendable {
  /// - Parameter idempotency: the entry is refused with `idempotency_in_progress` if the key
  ///   already has a request.
  case created(TaskRecord, idempotency: IdempotencyRecord?)
  /// `running` is replaced by the status that the task's open questions imply.
  case status(TaskStatus, startedAt: Timestamp?)
  case intent(Intent)
  case plan(Plan)
  /// Writes all of the step except `deaths`.
  case step(StepRecord)
  /// The step was running when its server died, and is resumed: increments its `deaths`.
  case stepTakenUp(Int)
  case artifacts(step: Int, [Artifact])
  /// The question is open from now on.
  case inputAsked(InputRecord)
  /// Closes a question. The whole entry is refused with `input_closed` if the question is no longer
  /// open.
  case inputAnswered(InputID, InputAnswer, at: Timestamp)
  /// Milliseconds that the task has run so far, without the time in which it only waited for a
  /// person.
  case worked(Int64)
  case ended(TaskStatus, result: String?, error: HermesError?, at: Timestamp)
}

/// The response promised to a client that sends the same key again within 24 hours.
package struct IdempotencyRecord: Sendable, Equatable {
  /// The `Idempotency-Key` as the client sent it; unique per user.
  package var key: String
  /// SHA-256 of route and body.
  package var fingerprint: String
  /// The task that the first request created.
  package var task: TaskID
  package init(key: String, fingerprint: String, task: TaskID) {
    self.key = key
    self.fingerprint = fingerprint
    self.task = task
  }

  /// Keys of requests up to this moment, one day before `now`, have expired.
  package static func oldest(at now: Timestamp) -> Timestamp { now.adding(seconds: -86_400) }
}

/// An event with its numbers and its final bytes.
package struct CommittedEvent: Sendable {
  /// The task that the event belongs to.
  package var task: TaskID
  /// The user who owns the task.
  package var owner: UserID
  /// The event's type.
  package var type: EventType
  /// Its number among the task's events, from 1.
  package var seq: Int64
  /// Its number among the user's events, from 1.
  package var cursor: Int64
  /// The JSON object as every client receives it.
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

  /// Whether retention may drop it from the history of a task that has ended.
  package var isLossy: Bool { type.isLossy(json) }
}

/// The numbers that identify an event: `seq` counts a task's events and `cursor` a user's, both
/// from 1.
package struct EventNumbers: Sendable, Equatable {
  /// The task whose events `seq` counts.
  package var task: TaskID
  /// The number within the task, from 1.
  package var seq: Int64
  /// The number within the user's events, from 1.
  package var cursor: Int64
  package init(task: TaskID, seq: Int64, cursor: Int64) {
    self.task = task
    self.seq = seq
    self.cursor = cursor
  }
}

/// An entry as it was stored.
package struct CommittedEntry: Sendable {
  /// The task of all the events.
  package var task: TaskID
  /// The user who owns the task.
  package var owner: UserID
  /// In the order of their numbers.
  package var events: [CommittedEvent]
  package init(task: TaskID, owner: UserID, events: [CommittedEvent]) {
    self.task = task
    self.owner = owner
    self.events = events
  }
}
