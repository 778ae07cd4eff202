/// Deletes what a user has. It is gone for everybody on return; `RemovalStore` removes the bytes.
package protocol TaskDeletion: Sendable {
  /// - Returns: false if the owner has no such task.
  func delete(task: TaskID, owner: UserID) async throws -> Bool
  /// With its tasks.
  /// - Returns: false if the owner has no such conversation.
  func delete(conversation: ConversationID, owner: UserID) async throws -> Bool
}
