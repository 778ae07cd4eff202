import GRDB
import HermesContract

extension SQLiteStore: JournalStore {
  package func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>] {
    let results = try pool.write { database in
      // Entries without content only probe whether the store can write; writing a few pages shows
      // that.
      if entries.allSatisfy({ $0.events.isEmpty && $0.changes.isEmpty }) {
        try database.execute(
          sql: "INSERT OR REPLACE INTO property (name, value) VALUES ('probe', hex(zeroblob(8192)))"
        )
      }
      var batch = try JournalBatch(database)
      let results = try entries.map { entry -> Result<CommittedEntry, HermesError> in
        guard entry.mayBeRefused else {
          return .success(try store(entry, batch: &batch, encode: encode))
        }
        return try refusable(entry, batch: &batch, encode: encode)
      }
      try batch.finish()
      return results
    }
    removeUnnamedBlobs(entries)
    return results
  }

  /// Stores an entry or nothing of it: a refusal by one user's rules must not undo the entries of
  /// others.
  private func refusable(
    _ entry: JournalEntry, batch: inout JournalBatch,
    encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> Result<CommittedEntry, HermesError> {
    // A pending row would be rolled back together with this entry.
    try batch.insertion.finish()
    let before = batch
    let database = batch.database
    try database.cachedStatement(sql: "SAVEPOINT entry").execute()
    do {
      let committed = try store(entry, batch: &batch, encode: encode)
      try batch.insertion.finish()
      try database.cachedStatement(sql: "RELEASE SAVEPOINT entry").execute()
      return .success(committed)
    } catch let error as HermesError {
      try database.cachedStatement(sql: "ROLLBACK TO SAVEPOINT entry").execute()
      try database.cachedStatement(sql: "RELEASE SAVEPOINT entry").execute()
      batch = before
      return .failure(error)
    }
  }

  private func store(
    _ entry: JournalEntry, batch: inout JournalBatch,
    encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> CommittedEntry {
    let sizes = Self.artifactSizes(of: entry)
    let artifactBytes = sizes.reduce(0) { $0 + RowSize.inTable($1) }
    batch.added[entry.owner, default: 0] += Int64(artifactBytes)
    if sizes.reduce(0, +) >= Quotas.smallBytes {
      try admit(batch.added[entry.owner] ?? 0, of: entry.owner, in: batch.database)
    }
    for change in entry.changes {
      try apply(change, of: entry, numbers: &batch.numbers, database: batch.database)
    }
    let events = try insertEvents(
      of: entry, numbers: &batch.numbers, insertion: &batch.insertion, encode: encode)
    batch.numbers.add(bytes: artifactBytes + Self.inputBytes(of: entry), to: entry.task)
    batch.added[entry.owner, default: 0] += Int64(events.reduce(0) { $0 + $1.json.count })
    return CommittedEntry(task: entry.task, owner: entry.owner, events: events)
  }

  /// Numbers the events of an entry and inserts them. Events of a task that was deleted in the
  /// meantime are dropped: nothing can store them and nothing waits for them.
  private func insertEvents(
    of entry: JournalEntry, numbers: inout JournalNumbers, insertion: inout EventInsertion,
    encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [CommittedEvent] {
    guard !entry.events.isEmpty, let row = try numbers.rowNumber(of: entry.task, owner: entry.owner)
    else { return [] }
    return try entry.events.map { draft in
      let place = try numbers.nextNumbers(of: entry.task, owner: entry.owner)
      let event = CommittedEvent(
        task: entry.task, owner: entry.owner, type: draft.type, seq: place.seq,
        cursor: place.cursor, json: encode(draft, place))
      try insertion.insert(event, task: row)
      return event
    }
  }

  private static func artifactSizes(of entry: JournalEntry) -> [Int] {
    entry.changes.flatMap { change in
      if case .artifacts(_, let artifacts) = change { artifacts.map(\.bytes) } else { [Int]() }
    }
  }

  /// What questions and answers take, besides the events about them.
  private static func inputBytes(of entry: JournalEntry) -> Int {
    entry.changes.reduce(0) { sum, change in
      if case .inputAsked(let input) = change {
        return sum
          + RowSize.inTable(input.question.utf8.count + JSONWriter.bytes(input.state).count)
      }
      return sum + (change.closing.map { JSONWriter.bytes($0.answer.json).count } ?? 0)
    }
  }

  private func apply(
    _ change: TaskChange, of entry: JournalEntry, numbers: inout JournalNumbers,
    database: Database
  ) throws {
    if case .created(let task, let idempotency) = change {
      return try insertTask(task, idempotency: idempotency, numbers: &numbers, database: database)
    }
    guard let number = try numbers.rowNumber(of: entry.task, owner: entry.owner) else { return }
    if case .inputAsked(let input) = change { try insertQuestion(input, of: number, in: database) }
    if let closing = change.closing { try close(closing, of: number, in: database) }
    let status = try change.status { try Self.openKinds(of: number, in: database) }
    // nil if the change leaves the status as it is.
    numbers.setColumn(.status, to: status?.rawValue, of: entry.task)
    try write(change, of: entry.task, row: number, numbers: &numbers, database: database)
  }

  private func write(
    _ change: TaskChange, of task: TaskID, row number: Int64, numbers: inout JournalNumbers,
    database: Database
  ) throws {
    switch change {
    case .created, .inputAsked, .inputAnswered: break
    case .status(_, let startedAt):
      numbers.setColumn(.startedAt, to: startedAt?.milliseconds, of: task)
    case .intent(let intent): numbers.setColumn(.intent, to: JSONWriter.text(intent.json), of: task)
    case .plan(let plan): numbers.setColumn(.plan, to: JSONWriter.text(plan.json), of: task)
    case .step(let step): try write(step, ofTask: number, database: database)
    case .stepTakenUp(let step):
      // Incremented in the database instead of from a value read earlier, so that two concurrent
      // increments both count.
      try database.cachedStatement(
        sql: "UPDATE step SET deaths = deaths + 1 WHERE task = ? AND number = ?"
      ).execute(arguments: [number, step])
    case .artifacts(let step, let artifacts):
      try store(artifacts, of: step, number: number, database: database)
    case .worked(let milliseconds): numbers.setColumn(.worked, to: milliseconds, of: task)
    case .ended(_, let result, let error, let at):
      numbers.setColumn(.result, to: result?.whole, of: task)
      numbers.setColumn(.error, to: error.map { JSONWriter.text($0.json) }, of: task)
      numbers.setColumn(.finishedAt, to: at.milliseconds, of: task)
    }
  }

  private func insertTask(
    _ task: TaskRecord, idempotency: IdempotencyRecord?, numbers: inout JournalNumbers,
    database: Database
  ) throws {
    // The account or the conversation may have been deleted since the request.
    let isDeleted = try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT deleted_at IS NOT NULL FROM user WHERE id = ?"),
      arguments: [task.owner.text])
    guard isDeleted == false else { throw HermesError.accountDeleted }
    try countTask(task, in: database)
    try database.cachedStatement(
      sql: """
        INSERT INTO conversation (id, owner, title, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE SET updated_at = excluded.updated_at WHERE owner = excluded.owner
        """
    ).execute(arguments: [
      task.conversation.text, task.owner.text, ConversationRecord.title(of: task.query).whole,
      task.createdAt.milliseconds, task.createdAt.milliseconds,
    ])
    guard database.changesCount > 0 else { throw HermesError.conversationNotFound }
    let message = JSONWriter.text(task.message.json)
    let said = EarlierTurn.keptWords(of: task.query, bytes: message.utf8.count)
    let isLarge = said != nil
    try database.cachedStatement(
      sql: """
        INSERT INTO task (id, owner, conversation, message, status, direct_agent, created_at, trace,
           requires_approval, last_seq, bytes, said)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
        """
    ).execute(arguments: [
      task.id.text, task.owner.text, task.conversation.text, isLarge ? "" : message,
      task.status.rawValue, task.directAgent, task.createdAt.milliseconds, task.trace,
      task.requiresApproval, RowSize.task + RowSize.inTable(message.utf8.count),
      said?.whole,
    ])
    let number = database.lastInsertedRowID
    if isLarge {
      try database.cachedStatement(sql: "INSERT INTO large_message (number, json) VALUES (?, ?)")
        .execute(arguments: [number, message])
    }
    numbers.created(task.id, row: number)
    guard let idempotency else { return }
    try database.cachedStatement(
      sql: """
        INSERT INTO idempotency (owner, key, fingerprint, task, created_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (owner, key) DO UPDATE SET fingerprint = excluded.fingerprint,
          task = excluded.task, created_at = excluded.created_at
        WHERE created_at <= ?
        """
    ).execute(arguments: [
      task.owner.text, idempotency.key, idempotency.fingerprint, number,
      task.createdAt.milliseconds, IdempotencyRecord.oldest(at: task.createdAt).milliseconds,
    ])
    guard database.changesCount > 0 else { throw HermesError.idempotencyInProgress }
  }

  private func write(_ step: StepRecord, ofTask number: Int64, database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO step
          (task, number, agent, skill, description, status, attempt, started_at, finished_at,
           preview, error, usage)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (task, number) DO UPDATE SET
          status = excluded.status, attempt = excluded.attempt,
          started_at = coalesce(excluded.started_at, started_at),
          finished_at = excluded.finished_at, preview = excluded.preview, error = excluded.error,
          usage = coalesce(excluded.usage, usage)
        """
    ).execute(arguments: [
      number, step.number, step.agent, step.skill, step.task.whole, step.status.rawValue,
      step.attempt,
      step.startedAt?.milliseconds, step.finishedAt?.milliseconds, step.preview?.whole,
      step.error.map { JSONWriter.text($0.json) }, step.usage.map(JSONWriter.text),
    ])
  }
}
