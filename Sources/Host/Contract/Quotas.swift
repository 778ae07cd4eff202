/// What one user may take of what all share. 0 is no limit.
package struct Quotas: Sendable {
  /// Bytes of events, results and blobs of all tasks that are kept.
  package var storedBytes: Int64
  /// Tasks that begin on one day (UTC).
  package var tasksPerDay: Int64
  /// Tokens of models on one day (UTC), given and answered, as the model's server counts them.
  package var tokensPerDay: Int64
  /// Bytes of everybody's tasks. Beyond it whoever has more than an equal share begins no more.
  package var sharedBytes: Int64
  /// Steps that make less are not looked at: what holds a task to its owner's quota is cheap beside what it does.
  package static let smallBytes = 64 << 10
  /// Whoever runs the server has no quota.
  package static let exempt = UserID("operator")

  package init(
    storedBytes: Int64 = 0, tasksPerDay: Int64 = 0, tokensPerDay: Int64 = 0, sharedBytes: Int64 = 0
  ) {
    self.sharedBytes = sharedBytes
    self.storedBytes = storedBytes
    self.tasksPerDay = tasksPerDay
    self.tokensPerDay = tokensPerDay
  }

  package var areOfBytes: Bool { storedBytes > 0 || sharedBytes > 0 }

  /// Days since 1970.
  package static func dayNumber(of time: Timestamp) -> Int64 { time.milliseconds / 86_400_000 }

  /// How long a limit of the day holds.
  package static func restOfDay(at time: Timestamp) -> Duration {
    .milliseconds(86_400_000 - time.milliseconds % 86_400_000)
  }
}

extension HermesError {
  package static func tasksUsedUp(_ limit: Int64, at time: Timestamp) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "You have begun \(limit) tasks today, and no more are allowed in a day (tasks_per_day). Go on after midnight UTC.",
      retryAfter: Quotas.restOfDay(at: time))
  }

  package static func storageUsedUp(_ used: Int64, of limit: Int64) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "Your tasks take \(used) bytes, and \(limit) are allowed (storage_bytes_per_user); there is no room for more. Delete tasks or conversations that you do not need."
    )
  }

  package static func shareUsedUp(_ used: Int64, of share: Int64) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "The server's storage for tasks is used up (retention_bytes), and yours take \(used) bytes where an equal share is \(share). Delete tasks or conversations that you do not need."
    )
  }

  package static let diskNearlyFull = HermesError(
    .journalUnavailable,
    message:
      "The disk of the server is nearly full, and what is left is kept for what runs. Its operator has to make room. Try again later.",
    isRetryable: true, retryAfter: .seconds(60))

  package static func tokensUsedUp(_ limit: Int64, at time: Timestamp) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "Your tasks have used the \(limit) tokens of models that are allowed in a day (model_tokens_per_day). Go on after midnight UTC.",
      retryAfter: Quotas.restOfDay(at: time))
  }
}
