import HermesContract

extension InMemoryStore: ConversationStore {
  func conversation(_ id: ConversationID, owner: UserID) async throws -> ConversationRecord? {
    read { record(id, owner: owner, in: $0) }
  }

  func hasConversation(_ id: ConversationID, owner: UserID) async throws -> Bool {
    read { $0.conversations[id]?.owner == owner }
  }

  func conversations(
    owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord] {
    read { state in
      let all = state.conversations.keys.compactMap { record($0, owner: owner, in: state) }
        .sorted { ($0.updatedAt, $0.id.text) > ($1.updatedAt, $1.id.text) }
      guard let before else { return Array(all.prefix(limit)) }
      guard let index = all.firstIndex(where: { $0.id == before }) else { return [] }
      return Array(all[(index + 1)...].prefix(limit))
    }
  }

  func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    read { state in
      let bound = after.map { state.task($0, owner: owner)?.number ?? .max } ?? 0
      let tasks = tasks(in: conversation, owner: owner, state).filter { $0.number > bound }
      return page(
        tasks.prefix(limit).map { $0.listed(withResult: true) }, maximumBytes: maximumBytes)
    }
  }

  func taskIDs(in conversation: ConversationID, owner: UserID) async throws -> [TaskID] {
    read { tasks(in: conversation, owner: owner, $0).map(\.record.id) }
  }

  func earlierTurns(
    in conversation: ConversationID, owner: UserID, until: Timestamp, limit: Int, maximumBytes: Int
  ) async throws -> [EarlierTurn] {
    read { state in
      let turns = tasks(in: conversation, owner: owner, state)
        .compactMap { task in task.record.finishedAt.map { (at: $0, task: task) } }
        .filter { [.completed, .failed].contains($0.task.record.status) && $0.at <= until }
        .sorted { ($0.at, $0.task.number) > ($1.at, $1.task.number) }
      var left = maximumBytes
      return turns.prefix(limit).map { _, task in
        let (record, bytes) = (task.record, task.messageBytes)
        let isRead = bytes <= left
        if isRead { left -= bytes }
        return EarlierTurn(
          task: record.id, message: isRead ? record.message : nil,
          said: EarlierTurn.keptWords(of: record.query, bytes: bytes), bytes: bytes,
          result: record.result,
          isFailed: record.status == .failed)
      }
    }
  }

  private func record(
    _ id: ConversationID, owner: UserID, in state: MemoryState
  ) -> ConversationRecord? {
    guard let found = state.conversations[id], found.owner == owner else { return nil }
    return ConversationRecord(
      id: id, title: found.title, createdAt: found.createdAt, updatedAt: found.updatedAt,
      taskCount: tasks(in: id, owner: owner, state).count)
  }

  private func tasks(
    in conversation: ConversationID, owner: UserID, _ state: MemoryState
  ) -> [MemoryTask] {
    state.tasks(of: owner).filter { $0.record.conversation == conversation }
  }
}

extension InMemoryStore: TaskDeletion {
  func delete(task: TaskID, owner: UserID) async throws -> Bool {
    write { state in
      guard state.task(task, owner: owner) != nil else { return false }
      state.remove { $0.record.id == task }
      return true
    }
  }

  func delete(conversation: ConversationID, owner: UserID) async throws -> Bool {
    write { state in
      guard state.conversations[conversation]?.owner == owner else { return false }
      state.conversations[conversation] = nil
      state.remove { $0.record.conversation == conversation }
      return true
    }
  }
}

extension InMemoryStore: RemovalStore {
  /// What is deleted is gone already.
  func removeDeleted() async throws -> Bool { false }
}
