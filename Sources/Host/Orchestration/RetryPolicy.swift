import HermesContract

/// When and how often a failed attempt is repeated.
package struct RetryPolicy: Sendable {
  /// Attempts in all, from 1.
  package var maximumAttempts: Int
  package var baseDelay: Duration
  package var maximumDelay: Duration

  package init(
    maximumAttempts: Int = 3, baseDelay: Duration = .milliseconds(200),
    maximumDelay: Duration = .seconds(30)
  ) {
    self.maximumAttempts = maximumAttempts
    self.baseDelay = baseDelay
    self.maximumDelay = maximumDelay
  }

  /// How long to wait after attempt `attempt` failed with `error`; nil: not again.
  /// - Parameter jitter: 0...1, so that many who failed together do not come back together.
  func delay(after attempt: Int, _ error: HermesError, jitter: Double) -> Duration? {
    guard error.isRetryable, attempt < maximumAttempts else { return nil }
    if let wanted = error.retryAfter { return min(wanted, maximumDelay) }
    let exponential = baseDelay * (1 << min(attempt - 1, 16))
    return min(exponential * (0.5 + jitter / 2), maximumDelay)
  }
}
