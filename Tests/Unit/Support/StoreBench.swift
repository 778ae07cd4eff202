import HermesContract
import NIOPosix

/// A new store of some backend, with one user. What is written is committed without a journal before it.
struct StoreBench: Sendable {
  let store: any Store
  let blobs: any BlobStore
  let user: UserRecord
  private let made: StoreBackend.Made

  init(_ backend: StoreBackend, quotas: Quotas = Quotas()) async throws {
    made = try backend.make(quotas)
    (store, blobs, user) = (made.store, made.blobs, .sample())
    _ = try await store.insert(user)
  }

  /// Another user.
  func add(_ name: String) async throws -> UserRecord {
    let user = UserRecord.sample(name)
    _ = try await store.insert(user)
    return user
  }

  /// One transaction. Not on the cooperative pool: it may block.
  @discardableResult
  func commit(
    _ entries: [JournalEntry]
  ) async throws -> [Result<CommittedEntry, HermesError>] {
    let store = store
    return try await NIOThreadPool.singleton.runIfActive {
      try store.commit(entries) { $0.encoded($1) }
    }
  }

  /// - Throws: why the entry is refused, or why nothing is stored.
  @discardableResult
  func write(_ entry: JournalEntry) async throws -> CommittedEntry {
    try await commit([entry])[0].get()
  }

  /// Makes a task with its first event.
  @discardableResult
  func create(
    owner: UserID? = nil, conversation: ConversationID = .random(),
    query: String = "Write a poem", key: IdempotencyRecord? = nil, at createdAt: Timestamp = .now
  ) async throws -> TaskRecord {
    var task = TaskRecord.sample(owner: owner ?? user.id, conversation: conversation, query: query)
    task.createdAt = createdAt
    try await write(
      JournalEntry(
        task: task.id, owner: task.owner, events: [EventDraft(.taskCreated, message: "📝")],
        changes: [.created(task, idempotency: key)]))
    return task
  }

  func append(_ task: TaskID, _ drafts: EventDraft...) async throws {
    try await write(JournalEntry(task: task, owner: user.id, events: drafts))
  }

  func change(_ task: TaskID, _ changes: TaskChange...) async throws {
    try await write(JournalEntry(task: task, owner: user.id, changes: changes))
  }

  func end(
    _ task: TaskRecord, _ status: TaskStatus = .completed, result: String? = "r",
    at: Timestamp = .now
  ) async throws {
    try await write(
      JournalEntry(
        task: task.id, owner: task.owner,
        changes: [.ended(status, result: result, error: nil, at: at)]))
  }

  func events(of task: TaskID, after: Int64 = 0) async throws -> [CommittedEvent] {
    try await store.events(of: task, after: after, maximumBytes: .max)
  }

  func events(owner: UserID? = nil, after: Int64 = 0) async throws -> [CommittedEvent] {
    try await store.events(owner: owner ?? user.id, after: after, maximumBytes: .max)
  }

  /// The owner's tasks, the newest first.
  func tasks(owner: UserID? = nil) async throws -> [TaskID] {
    try await store.tasks(
      owner: owner ?? user.id, before: nil, limit: 1000, maximumBytes: .max
    ).records.map(\.id)
  }

  func task(_ id: TaskID) async throws -> TaskRecord? {
    try await store.task(id, owner: user.id)
  }

  /// Its bytes are gone as well.
  func removeDeleted() async throws { while try await store.removeDeleted() {} }

  /// Ends threads: not on the cooperative pool.
  func close() async throws {
    let made = made
    try await NIOThreadPool.singleton.runIfActive {
      try made.store.close()
      made.stop()
    }
  }
}

extension HermesError {
  /// The code of what `body` throws; nil if it does not.
  static func code(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch { return (error as? HermesError)?.code ?? "\(error)" }
  }
}
