import Synchronization

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

  /// - Parameter bounds: ascending; values above the last are counted, too.
  package init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  /// Any thread; waits only for others that record.
  package func record(_ value: Double) {
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
