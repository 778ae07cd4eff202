import Synchronization

/// A token bucket per key: `burst` tokens at most, refilled with `perSecond`.
///
/// Clients choose the keys, so each takes the same few bytes whatever its length, and there are at
/// most `maximumKeys`. Beyond that the fullest half of the buckets is dropped, which are those that
/// rested longest or were hardly used: a flood of new keys can't displace an exhausted one.
package final class Throttle: Sendable {
  /// How many buckets are kept at most.
  package static let maximumKeys = 50_000

  private struct Bucket: Sendable {
    var tokens: Double
    var at: ContinuousClock.Instant
  }

  private struct State: Sendable {
    var burst: Double
    var perSecond: Double
    var buckets: [KeyDigest: Bucket] = [:]

    func tokens(in bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
      min(burst, bucket.tokens + (now - bucket.at) / .seconds(1) * perSecond)
    }

    mutating func forgetFullest(now: ContinuousClock.Instant) {
      let emptiest = buckets.map { (digest: $0.key, tokens: tokens(in: $0.value, at: now)) }
        .sorted { $0.tokens < $1.tokens }
        .prefix(Throttle.maximumKeys / 2)
      var kept: [KeyDigest: Bucket] = [:]
      kept.reserveCapacity(Throttle.maximumKeys)
      // A full bucket is equivalent to an unknown key.
      for (digest, tokens) in emptiest where tokens < burst { kept[digest] = buckets[digest] }
      buckets = kept
    }
  }

  private let state: Mutex<State>

  /// - Parameters:
  ///   - burst: the capacity of a bucket, which is full at first.
  ///   - perSecond: tokens that are added per second.
  package init(burst: Int, perSecond: Double) {
    state = Mutex(State(burst: Double(burst), perSecond: perSecond))
  }

  /// The number of buckets.
  package var count: Int { state.withLock { $0.buckets.count } }

  /// Changes the limits; what is left in a bucket stays, up to the new capacity.
  package func setLimits(burst: Int, perSecond: Double) {
    state.withLock { ($0.burst, $0.perSecond) = (Double(burst), perSecond) }
  }

  /// Takes a token.
  /// - Returns: nil, or how long to wait for the next token.
  package func consumeToken(for key: String, now: ContinuousClock.Instant = .now) -> Duration? {
    let digest = KeyDigest(key)
    return state.withLock { state in
      if state.buckets.count >= Self.maximumKeys { state.forgetFullest(now: now) }
      var bucket = state.buckets[digest] ?? Bucket(tokens: state.burst, at: now)
      bucket.tokens = state.tokens(in: bucket, at: now)
      bucket.at = now
      defer { state.buckets[digest] = bucket }
      guard bucket.tokens >= 1 else { return .seconds((1 - bucket.tokens) / state.perSecond) }
      bucket.tokens -= 1
      return nil
    }
  }

  /// Returns a token, because the attempt that it was taken for succeeded.
  /// - Parameter share: the part of the token to return, at most 1.
  package func giveBack(_ key: String, share: Double = 1) {
    let digest = KeyDigest(key)
    state.withLock { $0.buckets[digest]?.tokens += share }
  }
}
