import Synchronization

/// Counts what each user or address uses concurrently, up to a limit. Any thread; does not block.
final class CountedPlaces<Key: Hashable & Sendable>: Sendable {
  let maximum: Int
  private let counts = Mutex<[Key: Int]>([:])

  /// - Parameter maximum: the limit for each key.
  init(maximum: Int) { self.maximum = maximum }

  /// - Returns: false if the key has reached its limit; nothing is counted then.
  func enter(_ key: Key) -> Bool {
    counts.withLock { counts in
      guard counts[key, default: 0] < maximum else { return false }
      counts[key, default: 0] += 1
      return true
    }
  }

  /// Gives back what `enter` counted.
  func leave(_ key: Key) {
    counts.withLock { counts in
      let count = (counts[key] ?? 1) - 1
      counts[key] = count > 0 ? count : nil
    }
  }
}
