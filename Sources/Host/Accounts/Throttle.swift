import HermesContract
import Synchronization

/// A bucket of tokens per key: `burst` at once, `perSecond` over time. The keys are bounded: past
/// `maximumKeys` those that are full again, which is the same as unknown, are forgotten.
package final class Throttle: Sendable {
  private struct Bucket: Sendable {
    var tokens: Double
    var at: ContinuousClock.Instant
  }

  private static let maximumKeys = 50_000
  private let burst: Double
  private let perSecond: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  package init(burst: Int, perSecond: Double) {
    self.burst = Double(burst)
    self.perSecond = perSecond
  }

  /// Takes a token.
  /// - Returns: nil, or how long to wait for the next.
  package func take(_ key: String, now: ContinuousClock.Instant = .now) -> Duration? {
    buckets.withLock { buckets in
      if buckets.count >= Self.maximumKeys {
        buckets = buckets.filter { self.filled($0.value, now) < burst }
      }
      var bucket = buckets[key] ?? Bucket(tokens: burst, at: now)
      bucket.tokens = filled(bucket, now)
      bucket.at = now
      defer { buckets[key] = bucket }
      guard bucket.tokens >= 1 else { return .seconds((1 - bucket.tokens) / perSecond) }
      bucket.tokens -= 1
      return nil
    }
  }

  /// Gives a token back: what it was taken for turned out well.
  package func giveBack(_ key: String) {
    buckets.withLock { $0[key]?.tokens += 1 }
  }

  private func filled(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
    min(burst, bucket.tokens + (now - bucket.at) / .seconds(1) * perSecond)
  }
}
