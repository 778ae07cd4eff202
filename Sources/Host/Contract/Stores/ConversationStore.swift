/// A user's conversations and the tasks in them.
package protocol ConversationStore: Sendable {
  /// A conversation with the number of its tasks; takes longer the more tasks there are.
  func conversation(_ id: ConversationID, owner: UserID) async throws -> ConversationRecord?
  /// Whether the conversation exists and belongs to the owner.
  func hasConversation(_ id: ConversationID, owner: UserID) async throws -> Bool
  /// Latest first; continues after `before` if it is given.
  func conversations(
    owner: UserID, before: ConversationID?, limit: Int
  ) async throws -> [ConversationRecord]
  /// Oldest first, newer than `after` if it is given; without intents and plans. About
  /// `maximumBytes` at most, but at least one if there is any.
  func tasks(
    in conversation: ConversationID, owner: UserID, after: TaskID?, limit: Int, maximumBytes: Int
  ) async throws -> Page<TaskRecord>
  /// The ids of all its tasks, in no particular order.
  func taskIDs(in conversation: ConversationID, owner: UserID) async throws -> [TaskID]
  /// Tasks that had completed or failed by `until`, newest first. Messages are read as long as they
  /// fit into `maximumBytes` in total; the others are reduced to their words.
  func earlierTurns(
    in conversation: ConversationID, owner: UserID, until: Timestamp, limit: Int, maximumBytes: Int
  ) async throws -> [EarlierTurn]
}
