import HermesContract
import HermesEvents
import HermesStorage
import Logging
import NIOCore
import NIOPosix

/// A journal on a real database in a folder of its own, with one user.
struct JournalBench {
  let folder: TemporaryFolder
  let store: SQLiteStore
  let broadcaster: Broadcaster
  let journal: Journal
  let user: UserRecord
  static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// - Parameter folder: an earlier bench's, to open its journal again.
  init(
    in folder: TemporaryFolder? = nil, quotas: Quotas = Quotas(),
    eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  ) async throws {
    self.folder = try folder ?? TemporaryFolder()
    store = try SQLiteStore(
      path: self.folder.file("hermes.sqlite"), durability: .process, quotas: quotas)
    broadcaster = Broadcaster(eventLoops: eventLoops, store: store)
    journal = try Journal(store: store, broadcaster: broadcaster, logger: Self.logger)
    if let known = try await store.usage(after: nil, limit: 1).first?.user {
      user = known
    } else {
      user = .sample()
      _ = try await store.insert(user)
    }
  }

  /// Makes a task with its first event.
  @discardableResult
  func create(
    _ id: TaskID = .random(), owner: UserID? = nil, conversation: ConversationID = .random(),
    query: String = "Write a poem", idempotency: IdempotencyRecord? = nil
  ) async throws -> TaskRecord {
    let task = TaskRecord.sample(
      id, owner: owner ?? user.id, conversation: conversation, query: query)
    try await journal.append(
      JournalEntry(
        task: id, owner: task.owner, events: [EventDraft(.taskCreated, message: "📝")],
        changes: [.created(task, idempotency: idempotency)]))
    return task
  }

  func append(_ task: TaskID, _ drafts: EventDraft...) async throws {
    try await journal.append(JournalEntry(task: task, owner: user.id, events: drafts))
  }

  func change(_ task: TaskID, _ changes: TaskChange...) async throws {
    try await journal.append(JournalEntry(task: task, owner: user.id, changes: changes))
  }

  func events(of task: TaskID, after: Int64 = 0) async throws -> [CommittedEvent] {
    try await store.events(of: task, after: after, maximumBytes: .max)
  }

  /// The journal's thread is joined: not on the cooperative pool.
  func stop() async throws {
    let journal = journal
    try await NIOThreadPool.singleton.runIfActive { journal.stop() }
  }
}

extension UserRecord {
  static func sample(_ name: String = "ada") -> UserRecord {
    UserRecord(
      id: .random(), email: "\(name)@example.org", username: nil, fullName: nil, passwordHash: "-",
      role: .user, createdAt: .now)
  }
}

extension TaskRecord {
  static func sample(
    _ id: TaskID = .random(), owner: UserID, conversation: ConversationID = .random(),
    query: String = "Write a poem"
  ) -> TaskRecord {
    TaskRecord(
      id: id, owner: owner, conversation: conversation,
      message: Message(parts: [Part(text: query)]),
      directAgent: nil, createdAt: .now)
  }
}
