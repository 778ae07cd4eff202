import Synchronization

/// What the streams of this server have done since it started. Updated once per pass over the
/// subscribers, never once per subscriber.
package final class StreamMetrics: Sendable {
  /// Events handed to the kernel, once for each receiver.
  package let deliveries = Counter()
  /// Bytes handed to the kernel, once for each receiver.
  package let deliveredBytes = Counter()
  /// Events that a lagging reader received as part of another.
  package let merged = Counter()
  /// Pages of history read from the database.
  package let pages = Counter()
  /// Streams that were closed because their reader did not read.
  package let evictions = Counter()
  /// Events that were stored.
  package let events = Counter()
  /// The time of a group commit, from its first event to the database's answer, in seconds.
  package let commits = Histogram(bounds: [
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1,
  ])
  /// How late an event loop runs due tasks, in seconds.
  package let loopLag = Histogram(bounds: [
    0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2,
  ])

  /// All at zero.
  package init() {}
}

/// A number that only grows.
package final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  /// The current count.
  package var value: Int { count.load(ordering: .relaxed) }

  /// Any thread; does not block.
  package func add(_ amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }
}

/// Counts values by upper bounds.
package final class Histogram: Sendable {
  /// The counts at one moment.
  package struct Snapshot: Sendable {
    /// Values up to each bound, including those of the bounds before.
    package var cumulative: [(bound: Double, count: Int)] = []
    /// The number of values.
    package var count = 0
    /// The sum of all values.
    package var sum = 0.0
  }

  private struct State: Sendable {
    var counts: [Int]
    var sum = 0.0
  }

  private let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  func record(_ value: Double) {
    let place = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[place] += 1
      state.sum += value
    }
  }

  /// Consistent within itself; taken under the lock.
  package var snapshot: Snapshot {
    let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
    var snapshot = Snapshot(sum: sum)
    for (bound, count) in zip(bounds, counts) {
      snapshot.count += count
      snapshot.cumulative.append((bound, snapshot.count))
    }
    snapshot.count += counts.last ?? 0
    return snapshot
  }
}
