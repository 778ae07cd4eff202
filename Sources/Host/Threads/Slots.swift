import Synchronization

/// Limits how many callers do something concurrently, such as calls of an agent. The others wait,
/// and their users take turns: a user with a hundred waiting calls delays another user by no more
/// than one of them, and the user whose last turn is longest ago goes first. The queue holds
/// `maximumWaiting` callers. When it is full, the last caller of the user with the most waiting is
/// refused; otherwise the last in line if the newcomer's last turn is longer ago, and otherwise the
/// newcomer.
package final class Slots: Sendable {
  private let maximumWaiting: Int

  private struct Waiter: Sendable {
    let id: UInt64
    let continuation: CheckedContinuation<Admission, Never>
  }

  /// The outcome of `acquire`.
  package enum Admission: Sendable { case admitted, cancelled, full, closed }

  private struct State: Sendable {
    var inUse = 0
    var turns = Turns()
    var waiting: [String: [Waiter]] = [:]
    var count = 0
    var nextID: UInt64 = 0
    var cancelledEarly: Set<UInt64> = []
    var isClosed = false

    mutating func append(_ waiter: Waiter, of user: String) {
      if waiting[user] == nil { turns.join(user) }
      waiting[user, default: []].append(waiter)
      count += 1
    }

    /// The next caller, whose user moves to the end of the line.
    mutating func takeFirst() -> Waiter? {
      guard let user = turns.takeFirst() else { return nil }
      let waiter = waiting[user]?.removeFirst()
      count -= 1
      if waiting[user]?.isEmpty == true { waiting[user] = nil } else { turns.join(user) }
      return waiter
    }

    /// The last caller of the user who has the most waiting, if those are more than `user` would
    /// have; otherwise the last in the line.
    mutating func takeExcess(over user: String) -> Waiter? {
      let most = waiting.max { $0.value.count < $1.value.count }
      if let most, most.value.count > waiting[user, default: []].count + 1,
        let last = most.value.last
      {
        return remove(last.id, of: most.key)
      }
      guard waiting[user] == nil, let other = turns.lastTurn(after: user),
        let last = waiting[other]?.last
      else { return nil }
      return remove(last.id, of: other)
    }

    mutating func remove(_ id: UInt64, of user: String) -> Waiter? {
      guard let index = waiting[user]?.firstIndex(where: { $0.id == id }) else { return nil }
      let waiter = waiting[user]?.remove(at: index)
      count -= 1
      if waiting[user]?.isEmpty == true {
        waiting[user] = nil
        turns.leave(user)
      }
      return waiter
    }
  }

  /// How many callers are admitted at the same time.
  package let limit: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - limit: at least 1.
  ///   - maximumWaiting: callers in the queue.
  package init(limit: Int, maximumWaiting: Int = 4096) {
    self.limit = limit
    self.maximumWaiting = maximumWaiting
  }

  /// Callers that hold a slot.
  package var inUse: Int { state.withLock { $0.inUse } }
  /// Callers in the queue.
  package var waiting: Int { state.withLock { $0.count } }

  /// - Parameters:
  ///   - user: the user or address whose turn it takes.
  ///   - lastTurn: the user's last turn, if the caller counts turns; a larger number is more
  ///     recent.
  ///   - onWait: called if no slot is free.
  package func acquire(
    for user: String = "operator", lastTurn: Int? = nil, onWait: () -> Void = {}
  ) async -> Admission {
    let id: UInt64? = state.withLock { state in
      if !state.isClosed, state.inUse < limit {
        state.inUse += 1
        return nil
      }
      state.nextID += 1
      return state.nextID
    }
    guard let id else { return .admitted }
    onWait()
    // A cancellation that came after the admission has left its mark as well.
    defer { state.withLock { _ = $0.cancelledEarly.remove(id) } }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enqueue(Waiter(id: id, continuation: continuation), of: user, lastTurn: lastTurn)
      }
    } onCancel: {
      cancel(id, of: user)
    }
  }

  private func enqueue(_ waiter: Waiter, of user: String, lastTurn: Int?) {
    var refused: Waiter?
    let admission: Admission? = state.withLock { state in
      if state.cancelledEarly.remove(waiter.id) != nil { return .cancelled }
      if state.isClosed { return .closed }
      // A slot may have become free since the first check.
      if state.inUse < limit {
        state.inUse += 1
        return .admitted
      }
      if let lastTurn { state.turns.remember(user, lastTurn: lastTurn) }
      if state.count >= maximumWaiting {
        refused = state.takeExcess(over: user)
        if refused == nil { return .full }
      }
      state.append(waiter, of: user)
      return nil
    }
    if let admission { waiter.continuation.resume(returning: admission) }
    refused?.continuation.resume(returning: .full)
  }

  private func cancel(_ id: UInt64, of user: String) {
    let waiter: Waiter? = state.withLock { state in
      guard let waiter = state.remove(id, of: user) else {
        state.cancelledEarly.insert(id)
        return nil
      }
      return waiter
    }
    waiter?.continuation.resume(returning: .cancelled)
  }

  /// Admits no more callers, and resumes those who wait with `closed`. Callers that hold a slot
  /// keep it.
  package func close() {
    let waiters = state.withLock { state in
      state.isClosed = true
      defer {
        state.waiting = [:]
        state.turns = Turns()
        state.count = 0
      }
      return state.waiting.values.flatMap { $0 }
    }
    for waiter in waiters { waiter.continuation.resume(returning: .closed) }
  }

  /// Passes the slot to the next caller in turn, if there is one.
  package func release() {
    let next: Waiter? = state.withLock { state in
      guard let next = state.takeFirst() else {
        state.inUse -= 1
        return nil
      }
      return next
    }
    next?.continuation.resume(returning: .admitted)
  }
}
