import HermesContract

/// What an instance has done so far.
struct AgentCounters: Sendable {
  var calls = 0
  var errors = 0
  var misuse = 0
  /// Slots held by calls that the agent did not finish within its grace period.
  var writtenOff = 0
  /// Those among them that it did not finish by their deadlines either.
  var hung = 0
  /// The usage of calls whose `invoke` has returned.
  var usage = CallUsage()

  mutating func add(_ other: AgentCounters) {
    calls += other.calls
    errors += other.errors
    misuse += other.misuse
    usage.add(other.usage)
  }
}
