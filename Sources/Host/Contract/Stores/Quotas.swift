/// A user's limits on shared resources. 0 means no limit.
package struct Quotas: Sendable {
  /// Bytes of events, results and blobs of all the user's stored tasks.
  package var storedBytes: Int64
  /// Tasks that the user may begin on one day (UTC).
  package var tasksPerDay: Int64
  /// Model tokens of one day (UTC), in requests and answers, as the model's server counts them.
  package var tokensPerDay: Int64
  /// Bytes of all users' tasks together. Above it, a user who has more than an equal share can't
  /// begin further tasks.
  package var sharedBytes: Int64
  /// Steps whose artifacts are smaller are not checked: the check for the quota is negligible only
  /// for larger ones.
  package static let smallBytes = 64 << 10
  /// The operator of the server has no quota.
  package static let exempt = UserID("operator")

  package init(
    storedBytes: Int64 = 0, tasksPerDay: Int64 = 0, tokensPerDay: Int64 = 0, sharedBytes: Int64 = 0
  ) {
    self.sharedBytes = sharedBytes
    self.storedBytes = storedBytes
    self.tasksPerDay = tasksPerDay
    self.tokensPerDay = tokensPerDay
  }

  /// Whether any limit on stored bytes is set.
  package var areOfBytes: Bool { storedBytes > 0 || sharedBytes > 0 }

  /// The day in UTC, counted from 1 January 1970.
  package static func dayNumber(of time: Timestamp) -> Int64 { time.milliseconds / 86_400_000 }

  /// The time until midnight UTC, when daily limits are reset.
  package static func restOfDay(at time: Timestamp) -> Duration {
    .milliseconds(86_400_000 - time.milliseconds % 86_400_000)
  }
}

extension HermesError {
  /// The error for a user who has begun `tasksPerDay` tasks today; retryable after midnight UTC.
  package static func tasksUsedUp(_ limit: Int64, at time: Timestamp) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "You have begun \(limit) tasks today, and no more are allowed in a day (tasks_per_day). Try again after midnight UTC.",
      retryAfter: Quotas.restOfDay(at: time))
  }

  /// The error for a user whose tasks fill `storedBytes`.
  package static func storageUsedUp(_ used: Int64, of limit: Int64) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "Your tasks take \(used) bytes, and \(limit) are allowed (storage_bytes_per_user); there is no room for more. Delete tasks or conversations that you do not need."
    )
  }

  /// The error for a user with more than an equal share of a full store.
  package static func shareUsedUp(_ used: Int64, of share: Int64) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "The server's storage for tasks is used up (retention_bytes), and yours take \(used) bytes where an equal share is \(share). Delete tasks or conversations that you do not need."
    )
  }

  /// The error when the disk has room only for running tasks; retryable after 60 s.
  package static let diskNearlyFull = HermesError(
    .journalUnavailable,
    message:
      "The disk of the server is nearly full, and the remaining space is reserved for running tasks. Its operator has to free space. Try again later.",
    isRetryable: true, retryAfter: .seconds(60))

  /// The error for a user who has used `tokensPerDay` tokens today; retryable after midnight UTC.
  package static func tokensUsedUp(_ limit: Int64, at time: Timestamp) -> HermesError {
    HermesError(
      .quotaExceeded,
      message:
        "Your tasks have used the \(limit) tokens of models that are allowed in a day (model_tokens_per_day). Try again after midnight UTC.",
      retryAfter: Quotas.restOfDay(at: time))
  }
}
