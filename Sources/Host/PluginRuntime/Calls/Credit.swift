import AgentABI

/// Bytes that a call has emitted and the journal has not stored yet. Past the limit the agent gets
/// HERMES_E_BUSY: nothing is queued without bound, and nothing is dropped.
struct Credit {
  private(set) var events = 0
  private(set) var bytes = 0
  /// Whether the agent was refused and waits for a notification that there is room.
  private(set) var isAwaited = false

  mutating func spend(_ count: Int) -> Bool {
    guard events < ABILimit.creditEvents, bytes + count <= ABILimit.creditBytes || events == 0
    else {
      isAwaited = true
      return false
    }
    events += 1
    bytes += count
    return true
  }

  /// - Returns: whether to notify the agent that it may continue. That happens at half the limit,
  ///   so that the agent is not woken for one event at a time.
  mutating func grant(_ count: Int) -> Bool {
    events -= 1
    bytes -= count
    guard isAwaited, events <= ABILimit.creditEvents / 2, bytes <= ABILimit.creditBytes / 2 else {
      return false
    }
    isAwaited = false
    return true
  }
}
