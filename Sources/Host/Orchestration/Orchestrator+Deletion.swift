import HermesContract

extension Orchestrator {
  /// Ends a task if need be and removes it with its events.
  package func delete(_ id: TaskID, owner: UserID) async throws {
    _ = try? await cancel(id, owner: owner)
    guard try await services.store.delete(task: id, owner: owner) else {
      throw HermesError.taskNotFound
    }
  }

  package func delete(conversation id: ConversationID, owner: UserID) async throws {
    guard try await services.store.hasConversation(id, owner: owner) else {
      throw HermesError.conversationNotFound
    }
    for task in queue.tasks(in: id) + queue.resting(in: id) {
      _ = try? await cancel(task, owner: owner)
    }
    guard try await services.store.delete(conversation: id, owner: owner) else {
      throw HermesError.conversationNotFound
    }
  }

  /// Ends everything that a user has running.
  package func cancelAll(of owner: UserID) async throws {
    for task in try await services.store.unfinishedTasks(of: owner) {
      _ = try? await cancel(task, owner: owner)
    }
  }
}
