import HermesContract

/// What an `InMemoryStore` keeps.
struct MemoryState: Sendable {
  struct Conversation: Sendable {
    let owner: UserID
    let title: String
    let createdAt: Timestamp
    var updatedAt: Timestamp
  }

  /// Texts are the same if their bytes are: `String` takes more for equal.
  struct Key: Hashable, Sendable {
    let owner: UserID
    let agent: [UInt8]
    let text: [UInt8]

    init(_ text: String, agent: String = "", owner: UserID) {
      self.owner = owner
      self.agent = Array(agent.utf8)
      self.text = Array(text.utf8)
    }
  }

  struct Request: Sendable {
    let record: IdempotencyRecord
    let at: Timestamp
  }

  struct Day: Hashable, Sendable {
    let owner: UserID
    let number: Int64
  }

  struct Blob: Sendable {
    var bytes: [UInt8]
    var isSealed = false
  }

  let quotas: Quotas
  /// In the order in which they were made, like tasks and questions.
  var users: [UserRecord] = []
  var sessions: [SessionRecord] = []
  var keys: [APIKeyRecord] = []
  var invitations: [InvitationRecord] = []
  var conversations: [ConversationID: Conversation] = [:]
  var tasks: [MemoryTask] = []
  var requests: [Key: Request] = [:]
  var cursors: [UserID: Int64] = [:]
  var removed: [UserID: Int64] = [:]
  var values: [Key: [UInt8]] = [:]
  var blobs: [TaskID: [String: Blob]] = [:]
  var begun: [Day: Int64] = [:]
  var tokens: [Day: Int64] = [:]
  var trustedTime: Timestamp?
  var lastNumber: Int64 = 0

  func index(of task: TaskID, owner: UserID) -> Int? {
    tasks.firstIndex { $0.record.id == task && $0.record.owner == owner }
  }

  /// Whoever asks has been told that it is theirs.
  func task(_ id: TaskID) -> MemoryTask? { tasks.first { $0.record.id == id } }

  func task(_ id: TaskID, owner: UserID) -> MemoryTask? {
    index(of: id, owner: owner).map { tasks[$0] }
  }

  func tasks(of owner: UserID) -> [MemoryTask] { tasks.filter { $0.record.owner == owner } }

  func hasUser(_ id: UserID) -> Bool { users.contains { $0.id == id } }

  func storedBytes(of owner: UserID) -> Int {
    tasks(of: owner).reduce(0) { $0 + $1.bytes }
  }

  // MARK: - The journal

  mutating func store(
    _ entry: JournalEntry, encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> CommittedEntry {
    try admit(entry)
    for change in entry.changes { try apply(change, of: entry) }
    return CommittedEntry(task: entry.task, owner: entry.owner, events: add(entry, encode: encode))
  }

  private func admit(_ entry: JournalEntry) throws {
    let bytes = entry.changes.reduce(0) { sum, change in
      guard case .artifacts(_, let artifacts) = change else { return sum }
      return sum + artifacts.reduce(0) { $0 + $1.bytes }
    }
    guard bytes >= Quotas.smallBytes else { return }
    if let fault = storageFault(of: entry.owner, adding: bytes) { throw fault }
  }

  private mutating func add(
    _ entry: JournalEntry, encode: (EventDraft, EventNumbers) -> [UInt8]
  ) -> [CommittedEvent] {
    guard let index = index(of: entry.task, owner: entry.owner) else { return [] }
    return entry.events.map { draft in
      let numbers = EventNumbers(
        task: entry.task, seq: tasks[index].record.lastSeq + 1,
        cursor: cursors[entry.owner, default: 0] + 1)
      let event = CommittedEvent(
        task: entry.task, owner: entry.owner, type: draft.type, seq: numbers.seq,
        cursor: numbers.cursor, json: encode(draft, numbers))
      cursors[entry.owner] = numbers.cursor
      tasks[index].record.lastSeq = numbers.seq
      tasks[index].events.append(event)
      return event
    }
  }

  private mutating func apply(_ change: TaskChange, of entry: JournalEntry) throws {
    if case .created(let task, let request) = change { return try insert(task, request: request) }
    guard let index = index(of: entry.task, owner: entry.owner) else { return }
    try tasks[index].apply(change)
    if case .ended = change { blobs[entry.task] = blobs[entry.task]?.filter(\.value.isSealed) }
  }

  private mutating func insert(_ task: TaskRecord, request: IdempotencyRecord?) throws {
    guard hasUser(task.owner) else { throw HermesError.accountDeleted }
    let day = Day(owner: task.owner, number: Quotas.dayNumber(of: task.createdAt))
    let limit = task.owner == Quotas.exempt ? 0 : quotas.tasksPerDay
    guard limit == 0 || begun[day, default: 0] < limit else {
      throw HermesError.tasksUsedUp(limit, at: task.createdAt)
    }
    begun[day, default: 0] += 1
    let known = conversations[task.conversation]
    guard known == nil || known?.owner == task.owner else { throw HermesError.conversationNotFound }
    conversations[task.conversation] = Conversation(
      owner: task.owner, title: known?.title ?? ConversationRecord.title(of: task.query),
      createdAt: known?.createdAt ?? task.createdAt, updatedAt: task.createdAt)
    guard self.task(task.id) == nil else { throw TakenIdentifier() }
    lastNumber += 1
    tasks.append(MemoryTask(task, number: lastNumber))
    guard let request else { return }
    let key = Key(request.key, owner: task.owner)
    if let earlier = requests[key], earlier.at > IdempotencyRecord.oldest(at: task.createdAt) {
      throw HermesError.idempotencyInProgress
    }
    var record = request
    record.task = task.id
    requests[key] = Request(record: record, at: task.createdAt)
  }

  // MARK: - Removal

  mutating func remove(_ isUnwanted: (MemoryTask) -> Bool) {
    let gone = Set(tasks.filter(isUnwanted).map(\.record.id))
    tasks.removeAll { gone.contains($0.record.id) }
    requests = requests.filter { !gone.contains($0.value.record.task) }
    for task in gone { blobs[task] = nil }
  }
}

struct TakenIdentifier: Error {}
