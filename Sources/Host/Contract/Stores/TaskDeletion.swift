/// Deletes a user's data. It is invisible to everyone on return; `RemovalStore` removes the bytes
/// later.
package protocol TaskDeletion: Sendable {
  /// Deletes a task.
  /// - Returns: false if the owner has no such task.
  func delete(task: TaskID, owner: UserID) async throws -> Bool
  /// Deletes a conversation and its tasks.
  /// - Returns: false if the owner has no such conversation.
  func delete(conversation: ConversationID, owner: UserID) async throws -> Bool
}
