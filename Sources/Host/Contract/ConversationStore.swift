/// A user's conversations and the tasks in them.
package protocol ConversationStore: Sendable {
  /// With the number of its tasks, which takes the longer the more there are.
  func conversation(_ id: ConversationID, owner: UserID) async throws -> ConversationRecord?
  func hasConversation(_ id: ConversationID, owner: UserID) async throws -> Bool
  /// Latest first, from after `before` when it is given.
  func conversations(
    owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord]
  /// Oldest first, newer than `after` when it is given; without intents and plans. At most about
  /// `maximumBytes`, but at least one if any.
  func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord>
  func taskIDs(in conversation: ConversationID, owner: UserID) async throws -> [TaskID]
  /// Tasks that were completed or had failed by `until`, the newest first. Their messages are read where
  /// they fit into `maximumBytes` together; of the others only what was said.
  func earlierTurns(
    in conversation: ConversationID, owner: UserID, until: Timestamp, limit: Int, maximumBytes: Int
  ) async throws -> [EarlierTurn]
}
