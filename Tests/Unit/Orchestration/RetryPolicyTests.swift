import HermesContract
import Testing

@testable import HermesOrchestration

struct RetryPolicyTests {
  private let policy = RetryPolicy(
    maximumAttempts: 4, baseDelay: .milliseconds(100), maximumDelay: .seconds(2))
  private let retryable = HermesError(ofAgent: "c", "m", isRetryable: true)

  @Test("The wait doubles, between half and all of it")
  func backoff() {
    #expect(policy.delay(after: 1, retryable, jitter: 1) == .milliseconds(100))
    #expect(policy.delay(after: 2, retryable, jitter: 1) == .milliseconds(200))
    #expect(policy.delay(after: 3, retryable, jitter: 1) == .milliseconds(400))
    #expect(policy.delay(after: 3, retryable, jitter: 0) == .milliseconds(200))
  }

  @Test("There is an end to the attempts, and to the wait")
  func limits() {
    #expect(policy.delay(after: 4, retryable, jitter: 1) == nil)
    #expect(policy.delay(after: 99, retryable, jitter: 1) == nil)
    let long = RetryPolicy(
      maximumAttempts: .max, baseDelay: .seconds(1), maximumDelay: .seconds(30))
    #expect(long.delay(after: 1_000_000, retryable, jitter: 1) == .seconds(30))
  }

  @Test("What is not marked retryable is not repeated")
  func permanent() {
    #expect(
      policy.delay(after: 1, HermesError(ofAgent: "c", "m", retryAfter: .seconds(1)), jitter: 1)
        == nil)
  }

  @Test("The agent's own wish for the delay counts, up to the longest wait")
  func wish() {
    let wish = HermesError(ofAgent: "c", "m", isRetryable: true, retryAfter: .milliseconds(7))
    #expect(policy.delay(after: 2, wish, jitter: 0) == .milliseconds(7))
    let longer = HermesError(ofAgent: "c", "m", isRetryable: true, retryAfter: .seconds(100))
    #expect(policy.delay(after: 2, longer, jitter: 0) == .seconds(2))
  }
}
