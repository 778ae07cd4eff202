import HermesContract

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
  /// Entries that could not be stored.
  package let journalFailures = Counter()
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
