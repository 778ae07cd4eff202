import HermesContract

/// When and how often a failed attempt is repeated.
package struct RetryPolicy: Sendable {
  /// Attempts in total, at least 1.
  package var maximumAttempts: Int
  /// The wait after the first failure; it doubles with each further one.
  package var baseDelay: Duration
  /// The longest wait between two attempts.
  package var maximumDelay: Duration

  /// The defaults suit agents that fail for a moment: three attempts within a few seconds.
  package init(
    maximumAttempts: Int = 3, baseDelay: Duration = .milliseconds(200),
    maximumDelay: Duration = .seconds(30)
  ) {
    self.maximumAttempts = maximumAttempts
    self.baseDelay = baseDelay
    self.maximumDelay = maximumDelay
  }

  /// How long to wait after attempt `attempt` failed with `error`; nil if it is not repeated.
  /// - Parameter jitter: 0...1. Spreads the retries of calls that failed at the same moment.
  func delay(after attempt: Int, _ error: HermesError, jitter: Double) -> Duration? {
    guard error.isRetryable, attempt < maximumAttempts else { return nil }
    if let wanted = error.retryAfter { return min(wanted, maximumDelay) }
    let exponential = baseDelay * (1 << min(attempt - 1, 16))
    return min(exponential * (0.5 + jitter / 2), maximumDelay)
  }
}
