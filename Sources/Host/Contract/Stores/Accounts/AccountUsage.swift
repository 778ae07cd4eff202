/// An account and how much it uses, in numbers only: nothing of what it owns.
package struct AccountUsage: Sendable {
  /// The account.
  package var user: UserRecord
  /// Tasks that are stored.
  package var tasks = 0
  /// Those of them that have not ended.
  package var openTasks = 0
  /// Bytes that count towards the account's quota.
  package var storedBytes: Int64 = 0
  /// Tasks that began today (UTC).
  package var tasksToday = 0
  /// Model tokens of today (UTC).
  package var tokensToday = 0
  /// Sessions that are open.
  package var sessions = 0
  /// API keys, expired ones included.
  package var keys = 0
  /// The last log-in, refresh or use of a key, of those that still exist; nil if there is none.
  package var lastSeenAt: Timestamp?

  package init(_ user: UserRecord) { self.user = user }

  /// What operators and admins see.
  package var json: JSONObject {
    [
      "id": .string(user.id.text), "email": .string(user.email),
      "role": .string(user.role.rawValue), "created_at": .string(user.createdAt.text),
      "disabled_at": user.disabledAt.map { .string($0.text) } ?? .null,
      "last_seen_at": lastSeenAt.map { .string($0.text) } ?? .null,
      "tasks": .int(Int64(tasks)), "open_tasks": .int(Int64(openTasks)),
      "stored_bytes": .int(storedBytes), "tasks_today": .int(Int64(tasksToday)),
      "tokens_today": .int(Int64(tokensToday)), "sessions": .int(Int64(sessions)),
      "keys": .int(Int64(keys)),
    ]
  }
}
