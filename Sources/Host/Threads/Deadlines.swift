/// Runs actions at monotonic times on a single thread.
///
/// Times are rounded up to `granularity`; actions must be short and must not block.
package final class Deadlines: Sendable {
  /// Called on the deadlines' thread.
  package typealias Action = @Sendable () -> Void

  private struct State: Sendable {
    /// Actions by tick, so that adding one does not depend on how many are waiting.
    var buckets: [UInt64: [Action]] = [:]
    var earliest = UInt64.max
    var isStopping = false
  }

  /// The actions of a due tick, or nil to stop.
  private enum Turn {
    case due([Action])
    case stop
  }

  private static let granularity: UInt64 = 5_000_000
  private let state = Monitor(State())

  /// The thread is started with `start(named:)`.
  package init() {}

  /// Starts the thread, which runs until `stop`.
  package func start(named name: String) throws(ThreadFailure) -> NamedThread {
    try NamedThread(name) { [self] in
      while case .due(let actions) = nextTurn() { for action in actions { action() } }
    }
  }

  /// Any thread; does not block. Actions cannot be withdrawn.
  package func add(after delay: Duration, action: @escaping Action) {
    let (seconds, attoseconds) = delay.components
    let nanoseconds =
      UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds) / 1_000_000_000)
    let tick = (monotonicNanoseconds() + nanoseconds) / Self.granularity + 1
    let isEarlier = state.withLock { state in
      state.buckets[tick, default: []].append(action)
      defer { state.earliest = min(state.earliest, tick) }
      return tick < state.earliest
    }
    // Wake the thread only if it would sleep too long.
    if isEarlier { state.signal { _ in } }
  }

  /// Actions that are not due yet are dropped.
  package func stop() { state.broadcast { $0.isStopping = true } }

  private func nextTurn() -> Turn {
    while true {
      let until = state.withLock { state in state.earliest }
      let wakeUp =
        until == .max ? monotonicNanoseconds() + 3_600_000_000_000 : until * Self.granularity
      let turn = state.wait(until: wakeUp) { state -> Turn? in
        if state.isStopping { return .stop }
        let now = monotonicNanoseconds() / Self.granularity
        if state.earliest > now {
          // An earlier deadline was added: return, to wait for that one.
          return state.earliest < until ? .due([]) : nil
        }
        let due = state.buckets.keys.filter { $0 <= now }
        let actions = due.sorted().flatMap { state.buckets.removeValue(forKey: $0) ?? [] }
        state.earliest = state.buckets.keys.min() ?? .max
        return .due(actions)
      }
      if let turn { return turn }
    }
  }
}
