import Synchronization

/// A bucket of tokens per key: `burst` at once, `perSecond` over time.
///
/// Whoever sends a request chooses the keys, so each takes the same few bytes whatever its length, and
/// there are at most `maximumKeys`. Past that the fullest half is forgotten, which are those that
/// have rested longest or were hardly used: a flood of new keys can't push out one that is exhausted.
package final class Throttle: Sendable {
  private struct Bucket: Sendable {
    var tokens: Double
    var at: ContinuousClock.Instant
  }

  package static let maximumKeys = 50_000
  private let burst: Double
  private let perSecond: Double
  private let buckets = Mutex<[KeyDigest: Bucket]>([:])

  package init(burst: Int, perSecond: Double) {
    self.burst = Double(burst)
    self.perSecond = perSecond
  }

  /// How many keys are remembered.
  package var count: Int { buckets.withLock { $0.count } }

  /// Takes a token.
  /// - Returns: nil, or how long to wait for the next.
  package func consumeToken(for key: String, now: ContinuousClock.Instant = .now) -> Duration? {
    let digest = KeyDigest(key)
    return buckets.withLock { buckets in
      if buckets.count >= Self.maximumKeys { forgetFullest(in: &buckets, now: now) }
      var bucket = buckets[digest] ?? Bucket(tokens: burst, at: now)
      bucket.tokens = tokens(in: bucket, at: now)
      bucket.at = now
      defer { buckets[digest] = bucket }
      guard bucket.tokens >= 1 else { return .seconds((1 - bucket.tokens) / perSecond) }
      bucket.tokens -= 1
      return nil
    }
  }

  /// Gives a token back: what it was taken for turned out well.
  /// - Parameter share: of the token, at most 1.
  package func giveBack(_ key: String, share: Double = 1) {
    let digest = KeyDigest(key)
    buckets.withLock { $0[digest]?.tokens += share }
  }

  private func forgetFullest(in buckets: inout [KeyDigest: Bucket], now: ContinuousClock.Instant) {
    let emptiest = buckets.map { (digest: $0.key, tokens: tokens(in: $0.value, at: now)) }
      .sorted { $0.tokens < $1.tokens }
      .prefix(Self.maximumKeys / 2)
    var kept: [KeyDigest: Bucket] = [:]
    kept.reserveCapacity(Self.maximumKeys)
    // One that is full again is the same as one that is unknown.
    for (digest, tokens) in emptiest where tokens < burst { kept[digest] = buckets[digest] }
    buckets = kept
  }

  private func tokens(in bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
    min(burst, bucket.tokens + (now - bucket.at) / .seconds(1) * perSecond)
  }
}
