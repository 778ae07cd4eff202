import Synchronization

/// A token bucket per key: `burst` tokens at most, refilled with `perSecond`.
///
/// Clients choose the keys, so each takes the same few bytes whatever its length, and there are at
/// most `maximumKeys`. Beyond that the fullest half of the buckets is dropped, which are those that
/// rested longest or were hardly used: a flood of new keys can't displace an exhausted one.
package final class Throttle: Sendable {
  private struct Bucket: Sendable {
    var tokens: Double
    var at: ContinuousClock.Instant
  }

  /// How many buckets are kept at most.
  package static let maximumKeys = 50_000
  private let burst: Double
  private let perSecond: Double
  private let buckets = Mutex<[KeyDigest: Bucket]>([:])

  /// - Parameters:
  ///   - burst: the capacity of a bucket, which is full at first.
  ///   - perSecond: tokens that are added per second.
  package init(burst: Int, perSecond: Double) {
    self.burst = Double(burst)
    self.perSecond = perSecond
  }

  /// The number of buckets.
  package var count: Int { buckets.withLock { $0.count } }

  /// Takes a token.
  /// - Returns: nil, or how long to wait for the next token.
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

  /// Returns a token, because the attempt that it was taken for succeeded.
  /// - Parameter share: the part of the token to return, at most 1.
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
    // A full bucket is equivalent to an unknown key.
    for (digest, tokens) in emptiest where tokens < burst { kept[digest] = buckets[digest] }
    buckets = kept
  }

  private func tokens(in bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
    min(burst, bucket.tokens + (now - bucket.at) / .seconds(1) * perSecond)
  }
}
