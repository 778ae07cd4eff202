import HermesContract
import Synchronization

/// A store whose pages of events are read at once and handed over only when the gate is opened.
final class GatedStore: TaskStore {
  private struct Gate {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let base: any TaskStore
  private let gate = Mutex(Gate())

  init(_ base: any TaskStore) { self.base = base }

  /// How many pages wait.
  var waiting: Int { gate.withLock { $0.waiting.count } }

  func open() {
    let waiting = gate.withLock { gate in
      gate.isOpen = true
      return gate.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  private func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = gate.withLock { gate in
        if !gate.isOpen { gate.waiting.append(continuation) }
        return gate.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func events(of task: TaskID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent] {
    let page = try await base.events(of: task, after: after, maximumBytes: maximumBytes)
    await pass()
    return page
  }

  func events(owner: UserID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent] {
    let page = try await base.events(owner: owner, after: after, maximumBytes: maximumBytes)
    await pass()
    return page
  }

  // MARK: - What followers do not use

  func lastCursor(of owner: UserID) async throws -> Int64 {
    try await base.lastCursor(of: owner)
  }

  func removedThrough(owner: UserID) async throws -> Int64 {
    try await base.removedThrough(owner: owner)
  }

  func task(_ id: TaskID, owner: UserID) async throws -> TaskRecord? {
    try await base.task(id, owner: owner)
  }
  func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail? {
    try await base.detail(of: id, owner: owner)
  }
  func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord? {
    try await base.outline(of: id, owner: owner)
  }
  func inputs(of task: TaskID) async throws -> [InputRecord] { try await base.inputs(of: task) }
  func expiredInputs(at now: Timestamp) async throws -> [OpenInput] {
    try await base.expiredInputs(at: now)
  }
  func nextInputExpiry() async throws -> Timestamp? { try await base.nextInputExpiry() }
  func tasks(
    owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    try await base.tasks(owner: owner, before: before, limit: limit, maximumBytes: maximumBytes)
  }
  func steps(of task: TaskID) async throws -> [StepRecord] { try await base.steps(of: task) }
  func artifacts(of task: TaskID) async throws -> [StepArtifact] {
    try await base.artifacts(of: task)
  }
  func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary] {
    try await base.artifactSummaries(of: task)
  }
  func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact? {
    try await base.artifact(summary, of: task)
  }
  func hasConversation(_ id: ConversationID, owner: UserID) async throws -> Bool {
    try await base.hasConversation(id, owner: owner)
  }
  func unfinishedTasks() async throws -> [(task: TaskID, owner: UserID, bytes: Int)] {
    try await base.unfinishedTasks()
  }
  func taskWithoutMessage(_ id: TaskID, owner: UserID) async throws -> TaskRecord? {
    try await base.taskWithoutMessage(id, owner: owner)
  }
  func unfinishedTasks(of owner: UserID) async throws -> [TaskID] {
    try await base.unfinishedTasks(of: owner)
  }
  func isDiskNearlyFull() async -> Bool { await base.isDiskNearlyFull() }
  func beginningFault(of owner: UserID) async throws -> HermesError? {
    try await base.beginningFault(of: owner)
  }
  func storageFault(of owner: UserID) async throws -> HermesError? {
    try await base.storageFault(of: owner)
  }
  func eventTypes(of task: TaskID) async throws -> Set<EventType> {
    try await base.eventTypes(of: task)
  }
  func idempotency(owner: UserID, key: String) async throws -> IdempotencyRecord? {
    try await base.idempotency(owner: owner, key: key)
  }
  func conversation(
    _ id: ConversationID, owner: UserID
  ) async throws -> ConversationRecord? {
    try await base.conversation(id, owner: owner)
  }
  func conversations(
    owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord] {
    try await base.conversations(owner: owner, before: before, limit: limit)
  }
  func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    try await base.tasks(
      in: conversation, owner: owner, after: after, limit: limit, maximumBytes: maximumBytes)
  }
  func taskIDs(in conversation: ConversationID, owner: UserID) async throws -> [TaskID] {
    try await base.taskIDs(in: conversation, owner: owner)
  }
  func earlierTurns(
    in conversation: ConversationID, owner: UserID, until: Timestamp, limit: Int, maximumBytes: Int
  ) async throws -> [EarlierTurn] {
    try await base.earlierTurns(
      in: conversation, owner: owner, until: until, limit: limit, maximumBytes: maximumBytes)
  }

  func delete(task: TaskID, owner: UserID) async throws -> Bool {
    try await base.delete(task: task, owner: owner)
  }
  func delete(conversation: ConversationID, owner: UserID) async throws -> Bool {
    try await base.delete(conversation: conversation, owner: owner)
  }
}
