import HermesContract

/// Reading tasks, events, artifacts and conversations.
extension TaskService {
  /// A task without its message, intent, plan and result.
  /// - Throws: `task_not_found`.
  package func outline(of id: TaskID, owner: UserID) async throws -> TaskRecord {
    guard let task = try await store.outline(of: id, owner: owner) else {
      throw HermesError.taskNotFound
    }
    return task
  }

  /// A task with everything that a client sees of it.
  /// - Throws: `task_not_found`.
  package func detail(of id: TaskID, owner: UserID) async throws -> TaskDetail {
    guard let detail = try await store.detail(of: id, owner: owner) else {
      throw HermesError.taskNotFound
    }
    return detail
  }

  /// A user's tasks, newest first, as `TaskStore.tasks(owner:before:limit:maximumBytes:)`.
  /// - Throws: `invalid_parameter` if there is no task `before`.
  package func tasks(
    of owner: UserID, before: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    if let before, try await store.outline(of: before, owner: owner) == nil {
      throw HermesError.badCursor
    }
    return try await store.tasks(
      owner: owner, before: before, limit: limit, maximumBytes: maximumBytes)
  }

  /// The stored events of a task after `position`.
  /// - Parameter task: an outline, which names the owner.
  package func events(
    of task: TaskRecord, after position: Int64, maximumBytes: Int
  ) async throws -> [CommittedEvent] {
    try await store.events(of: task.id, after: position, maximumBytes: maximumBytes)
  }

  /// The artifact with one of the given names.
  /// - Parameters:
  ///   - task: an outline, which names the owner.
  ///   - names: "STEP-ID", or an ID alone for the last step that made such an artifact. The first
  ///     name that exists is used.
  /// - Returns: nil if there is none.
  package func artifact(_ names: [String], of task: TaskRecord) async throws -> Artifact? {
    let summaries = try await store.artifactSummaries(of: task.id)
    let found = names.lazy.compactMap { name in
      summaries.first { "\($0.step)-\($0.id)" == name } ?? summaries.last { $0.id == name }
    }
    guard let summary = found.first else { return nil }
    return try await store.artifact(summary, of: task.id)
  }

  /// The cursor of the user's last event; it never decreases.
  package func lastCursor(of owner: UserID) async throws -> Int64 {
    try await store.lastCursor(of: owner)
  }

  /// The last cursor of the user's events that retention has removed; 0 if there are none.
  package func removedThrough(of owner: UserID) async throws -> Int64 {
    try await store.removedThrough(owner: owner)
  }

  // MARK: - Conversations

  /// Newest first.
  /// - Throws: `invalid_parameter` if there is no conversation `before`.
  package func conversations(
    of owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord] {
    if let before, try await !store.hasConversation(before, owner: owner) {
      throw HermesError.badCursor
    }
    return try await store.conversations(owner: owner, before: before, limit: limit)
  }

  /// - Throws: `conversation_not_found`.
  package func conversation(
    _ id: ConversationID, owner: UserID
  ) async throws -> ConversationRecord {
    guard let conversation = try await store.conversation(id, owner: owner) else {
      throw HermesError.conversationNotFound
    }
    return conversation
  }

  /// The tasks of a conversation, oldest first.
  /// - Throws: `invalid_parameter` if `after` is not a task of it.
  package func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord> {
    if let after,
      try await store.outline(of: after, owner: owner)?.conversation != conversation
    {
      throw HermesError.badCursor
    }
    return try await store.tasks(
      in: conversation, owner: owner, after: after, limit: limit, maximumBytes: maximumBytes)
  }
}
