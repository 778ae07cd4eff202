import HermesContract

extension InMemoryStore: StorageRoom {
  func storedBytes() async throws -> (database: Int64, blobs: Int64) {
    (read { Int64($0.tasks.reduce(0) { $0 + $1.bytes }) }, 0)
  }

  func isDiskNearlyFull() async -> Bool { false }

  func beginningFault(of owner: UserID) async throws -> HermesError? {
    try await storageFault(of: owner)
  }

  func storageFault(of owner: UserID) async throws -> HermesError? {
    read { $0.storageFault(of: owner, adding: 1) }
  }
}

extension MemoryState {
  func storageFault(of owner: UserID, adding bytes: Int) -> HermesError? {
    guard owner != Quotas.exempt, quotas.areOfBytes else { return nil }
    let (used, bytes) = (Int64(storedBytes(of: owner)), Int64(bytes))
    if quotas.storedBytes > 0, used + bytes > quotas.storedBytes {
      return .storageUsedUp(used, of: quotas.storedBytes)
    }
    let everybody = Int64(tasks.reduce(0) { $0 + $1.bytes })
    guard quotas.sharedBytes > 0, everybody + bytes > quotas.sharedBytes else { return nil }
    let owners = Set(tasks.map(\.record.owner)).count
    let share = quotas.sharedBytes / Int64(max(owners, 1))
    return used + bytes > share ? .shareUsedUp(used, of: share) : nil
  }
}

extension InMemoryStore: TokenMeter {
  func tokenFault(of user: UserID) async throws -> HermesError? {
    read { state in
      let (now, limit) = (Timestamp.now, state.quotas.tokensPerDay)
      guard limit > 0, user != Quotas.exempt else { return nil }
      let used = state.tokens[.init(owner: user, number: Quotas.dayNumber(of: now))] ?? 0
      return used < limit ? nil : .tokensUsedUp(limit, at: now)
    }
  }

  func count(tokens: Int, of user: UserID) async throws {
    write { state in
      guard state.hasUser(user) else { return }
      state.tokens[.init(owner: user, number: Quotas.dayNumber(of: .now)), default: 0] += Int64(
        tokens)
    }
  }
}

extension InMemoryStore: RetentionStore {
  func lastTrustedTime() async throws -> Timestamp? {
    read { $0.trustedTime ?? $0.tasks.compactMap(\.record.finishedAt).max() }
  }

  func setLastTrustedTime(_ time: Timestamp) async throws { write { $0.trustedTime = time } }

  func usedBytes() async throws -> Int64 {
    read { state in
      let blobs = state.blobs.values.flatMap(\.values)
      return Int64(
        state.tasks.reduce(0) { $0 + $1.bytes } + blobs.reduce(0) { $0 + $1.bytes.count })
    }
  }

  func availableBytes(of allowed: Int64) async throws -> Int64 { allowed }

  func heaviestOwner(except passed: Set<UserID>) async throws -> HeaviestOwner? {
    read { state in
      let owned = Dictionary(grouping: state.tasks, by: \.record.owner)
      let bytes = owned.mapValues { Int64($0.reduce(0) { $0 + $1.bytes }) }
      let isNamed = { (owner: UserID) in
        !passed.contains(owner) && owned[owner]?.contains { $0.record.finishedAt != nil } == true
      }
      guard let heaviest = bytes.filter({ isNamed($0.key) }).max(by: { $0.value < $1.value })
      else { return nil }
      return HeaviestOwner(
        heaviest.key, bytes: heaviest.value,
        average: bytes.values.reduce(0, +) / Int64(bytes.count))
    }
  }

  func removeOldest(
    endedBefore limit: Timestamp, of owner: UserID?
  ) async throws -> RetentionStep? {
    write { state in
      let task = state.ended.first { task, at in
        at < limit && (owner == nil || task.record.owner == owner)
      }?.task
      guard let task else { return nil }
      let (owner, conversation) = (task.record.owner, task.record.conversation)
      state.remove { $0.record.id == task.record.id }
      state.removed[owner] = max(state.removed[owner] ?? 0, task.events.last?.cursor ?? 0)
      if !state.tasks.contains(where: { $0.record.conversation == conversation }) {
        state.conversations[conversation] = nil
      }
      return .removed(task.record.id)
    }
  }

  func thinOldest(of owner: UserID) async throws -> Bool {
    write { state in
      let task = state.ended.first { $0.task.record.owner == owner && !$0.task.isThinned }?.task
      guard let task, let index = state.index(of: task.record.id, owner: owner) else {
        return false
      }
      state.tasks[index].thin()
      return true
    }
  }

  func reclaim() async throws -> Bool { false }
}

extension MemoryState {
  /// The one that ended first before the others.
  fileprivate var ended: [(task: MemoryTask, at: Timestamp)] {
    tasks.filter(\.record.status.isTerminal)
      .compactMap { task in task.record.finishedAt.map { (task, $0) } }
      .sorted { ($0.1, $0.0.number) < ($1.1, $1.0.number) }
  }
}
