import Synchronization

/// The agent calls of one task while it runs, including those of helpers: the calls that a
/// cancellation has to account for.
///
/// Keeps every open call, and at least the newest `remembered` of the others.
package final class CallLedger: Sendable {
  /// How many ended calls are kept at least.
  package static let remembered = 4096

  /// One call, as it is reported.
  package struct Line: Sendable {
    /// The agent that was called.
    package let agent: String
    /// The step key of the call.
    package let stepKey: String
    /// The attempt; counts from 1.
    package let attempt: Int
    /// nil while its agent, or a service that it requested, is still working.
    package var endedAt: ContinuousClock.Instant?
    /// Whether the host ended the call.
    package var isStopped = false
    fileprivate var holders = 1
  }

  /// One call. It ends when every holder has released it.
  package struct Entry: Sendable {
    private let ledger: CallLedger
    private let id: Int

    fileprivate init(ledger: CallLedger, id: Int) {
      self.ledger = ledger
      self.id = id
    }

    /// The call is waiting for a slot of its agent.
    package func waits() { ledger.markCall(id, isQueued: true) }
    /// The call has a slot.
    package func admitted() { ledger.markCall(id, isQueued: false) }

    /// The host has ended the call.
    package func stop() { ledger.changeLine(of: id) { $0.isStopped = true } }

    /// Adds a holder; each needs its own `release`.
    package func hold() { ledger.changeLine(of: id) { $0.holders += 1 } }
    /// Removes a holder; the last one ends the call.
    package func release() { ledger.release(id) }

    /// Begins a helper's call, held once.
    package func helper(agent: String, stepKey: String, attempt: Int) -> Entry {
      ledger.begin(agent: agent, stepKey: stepKey, attempt: attempt)
    }

    /// Removes the entry: the call was never made.
    package func strike() { ledger.strike(id) }
  }

  private struct State: Sendable {
    var lines: [Int: Line] = [:]
    var next = 0
    var open = 0
    /// Open calls that are waiting for a slot.
    var queued: Set<Int> = []
    /// The value of `isIdle` that was last reported.
    var reportedIdle = false
    /// Whether all open calls are waiting for a slot.
    var isIdle: Bool { open > 0 && queued.count == open }
    /// Ended calls; the oldest, which is dropped first, comes first.
    var over: [Int] = []
    var waiter: CheckedContinuation<Void, Never>?

    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
      defer { waiter = nil }
      return waiter
    }

    /// Counts one call as ended.
    mutating func close() -> CheckedContinuation<Void, Never>? {
      open -= 1
      return open == 0 ? takeWaiter() : nil
    }
  }

  private let state = Mutex(State())
  private let onIdle: (@Sendable (Bool) -> Void)?

  /// - Parameter onIdle: called with true when all open calls have begun to wait for slots, and
  ///   with false when that ends. On any thread; it must not block.
  package init(onIdle: (@Sendable (Bool) -> Void)? = nil) { self.onIdle = onIdle }

  private func markCall(_ id: Int, isQueued: Bool) {
    tellIdle { state in
      guard let line = state.lines[id], line.endedAt == nil else { return }
      if isQueued { state.queued.insert(id) } else { state.queued.remove(id) }
    }
  }

  /// Changes which calls are open or waiting, and reports a change of `isIdle`.
  private func tellIdle<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
    let (value, change) = state.withLock { state -> (Value, Bool?) in
      let value = change(&state)
      guard state.isIdle != state.reportedIdle else { return (value, nil) }
      state.reportedIdle = state.isIdle
      return (value, state.isIdle)
    }
    if let change { onIdle?(change) }
    return value
  }

  /// The calls in the order in which they began.
  package var lines: [Line] {
    state.withLock { state in state.lines.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// Records a call that is about to be made, held once.
  package func begin(agent: String, stepKey: String, attempt: Int) -> Entry {
    tellIdle { state in
      state.next += 1
      state.open += 1
      state.lines[state.next] = Line(agent: agent, stepKey: stepKey, attempt: attempt)
      return Entry(ledger: self, id: state.next)
    }
  }

  private func changeLine(of id: Int, _ body: (inout Line) -> Void) {
    state.withLock { state in
      guard var line = state.lines[id], line.endedAt == nil else { return }
      body(&line)
      state.lines[id] = line
    }
  }

  private func release(_ id: Int) {
    let waiter = tellIdle { state -> CheckedContinuation<Void, Never>? in
      guard var line = state.lines[id], line.endedAt == nil else { return nil }
      line.holders -= 1
      if line.holders == 0 { state.queued.remove(id) }
      if line.holders == 0 { line.endedAt = .now }
      state.lines[id] = line
      guard line.holders == 0 else { return nil }
      state.over.append(id)
      if state.over.count > Self.remembered * 2 {
        for old in state.over.prefix(Self.remembered) { state.lines[old] = nil }
        state.over.removeFirst(Self.remembered)
      }
      return state.close()
    }
    waiter?.resume()
  }

  private func strike(_ id: Int) {
    let waiter = tellIdle { state -> CheckedContinuation<Void, Never>? in
      state.queued.remove(id)
      guard state.lines.removeValue(forKey: id)?.endedAt == nil else { return nil }
      return state.close()
    }
    waiter?.resume()
  }

  /// Waits until no call is open, but at most until `limit`, whether or not the surrounding task is
  /// cancelled. Supports one caller at a time.
  package func settle(until limit: ContinuousClock.Instant) async {
    // Detached: in a cancelled task the sleep would return immediately.
    let timer = Task.detached {
      try? await Task.sleep(until: limit, clock: .continuous)
      self.state.withLock { $0.takeWaiter() }?.resume()
    }
    await withCheckedContinuation { continuation in
      let isSettled = state.withLock { state in
        if state.open == 0 || ContinuousClock.now >= limit { return true }
        state.waiter = continuation
        return false
      }
      if isSettled { continuation.resume() }
    }
    timer.cancel()
  }
}
