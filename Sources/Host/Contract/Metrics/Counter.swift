import Synchronization

/// A number that only grows.
package final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  /// At zero.
  package init() {}

  /// The current count.
  package var value: Int { count.load(ordering: .relaxed) }

  /// Any thread; does not block.
  package func add(_ amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }
}

/// Numbers that only grow, one for each key; the keys must be few.
package final class Counters<Key: Hashable & Sendable>: Sendable {
  private let counts: Mutex<[Key: Int]>

  /// - Parameter keys: those that are at zero from the start, because the first increase of a counter
  ///   that appears with it is invisible to Prometheus.
  package init(of keys: [Key] = []) {
    counts = Mutex(Dictionary(keys.map { ($0, 0) }) { first, _ in first })
  }

  /// The current counts.
  package var values: [Key: Int] { counts.withLock { $0 } }

  /// Any thread; waits only for others that count.
  package func add(_ amount: Int = 1, to key: Key) {
    counts.withLock { $0[key, default: 0] += amount }
  }
}
