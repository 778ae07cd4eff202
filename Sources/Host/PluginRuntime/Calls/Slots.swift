import HermesContract
import Synchronization

/// Admission to an agent instance: as many calls at once as its card allows. The others wait, and their
/// users take turns: whoever has a hundred calls waiting keeps nobody longer than one of them takes, and whoever
/// had no turn for longest goes first. Of four slots and more one user has all but one at most, so that one call that
/// takes long is not in the way of whoever comes next. The queue holds `maximumWaiting` callers; then the last of the user who has
/// most of them is refused with `agent_busy`, or the next one if it is theirs.
final class Slots: Sendable {
  static let maximumWaiting = 4096

  private struct Waiter: Sendable {
    let id: UInt64
    let continuation: CheckedContinuation<Admission, Never>
  }

  enum Admission: Sendable { case admitted, cancelled, full }

  private struct State: Sendable {
    let limit: Int
    /// Of one user.
    let share: Int
    var inUse = 0
    var held: [UserID: Int] = [:]
    var turns = Turns()
    var waiting: [UserID: [Waiter]] = [:]
    var count = 0
    var nextID: UInt64 = 0
    var cancelledEarly: Set<UInt64> = []

    init(limit: Int) {
      self.limit = limit
      share = limit >= Slots.shared ? limit - 1 : limit
    }

    /// - Returns: false if the user has to wait.
    mutating func enter(_ user: UserID) -> Bool {
      guard inUse < limit, mayHaveMore(user) else { return false }
      inUse += 1
      held[user, default: 0] += 1
      return true
    }

    mutating func leave(_ user: UserID) {
      inUse -= 1
      let left = held[user, default: 0] - 1
      held[user] = left > 0 ? left : nil
    }

    private func mayHaveMore(_ user: UserID) -> Bool {
      share == limit || user == Slots.operator || held[user, default: 0] < share
    }

    mutating func append(_ waiter: Waiter, of user: UserID) {
      if waiting[user] == nil { turns.join(user) }
      waiting[user, default: []].append(waiter)
      count += 1
    }

    /// Lets the next one enter, whose user goes to the end of the line.
    mutating func takeFirst() -> Waiter? {
      guard inUse < limit, let user = turns.takeFirst(where: mayHaveMore), enter(user) else {
        return nil
      }
      let waiter = waiting[user]?.removeFirst()
      count -= 1
      if waiting[user]?.isEmpty == true { waiting[user] = nil } else { turns.join(user) }
      return waiter
    }

    /// The last one of the user who has most, if those are more than `user` would have.
    mutating func takeExcess(over user: UserID) -> Waiter? {
      guard let most = waiting.max(by: { $0.value.count < $1.value.count }),
        most.value.count > waiting[user, default: []].count + 1, let last = most.value.last
      else { return nil }
      return remove(last.id, of: most.key)
    }

    mutating func remove(_ id: UInt64, of user: UserID) -> Waiter? {
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

  /// With fewer slots than these one user may have all.
  private static let shared = 4
  /// Nobody's calls, which nobody else waits for.
  static let `operator` = UserID("operator")

  let limit: Int
  private let state: Mutex<State>

  init(limit: Int) {
    self.limit = limit
    state = Mutex(State(limit: limit))
  }

  var inUse: Int { state.withLock { $0.inUse } }
  var waiting: Int { state.withLock { $0.count } }

  /// - Parameters:
  ///   - user: whose turn it takes.
  ///   - onWait: called if there is no slot at once.
  func acquire(
    for user: UserID = Slots.operator, onWait: () -> Void = {}
  ) async -> Admission {
    let id: UInt64? = state.withLock { state in
      if state.enter(user) { return nil }
      state.nextID += 1
      return state.nextID
    }
    guard let id else { return .admitted }
    onWait()
    // A cancellation that came after the admission has left its mark too.
    defer { state.withLock { _ = $0.cancelledEarly.remove(id) } }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enqueue(Waiter(id: id, continuation: continuation), of: user)
      }
    } onCancel: {
      cancel(id, of: user)
    }
  }

  private func enqueue(_ waiter: Waiter, of user: UserID) {
    var refused: Waiter?
    let admission: Admission? = state.withLock { state in
      if state.cancelledEarly.remove(waiter.id) != nil { return .cancelled }
      // A slot may have become free between the look and this one.
      if state.enter(user) { return .admitted }
      if state.count >= Self.maximumWaiting {
        refused = state.takeExcess(over: user)
        if refused == nil { return .full }
      }
      state.append(waiter, of: user)
      return nil
    }
    if let admission { waiter.continuation.resume(returning: admission) }
    refused?.continuation.resume(returning: .full)
  }

  private func cancel(_ id: UInt64, of user: UserID) {
    let waiter: Waiter? = state.withLock { state in
      guard let waiter = state.remove(id, of: user) else {
        state.cancelledEarly.insert(id)
        return nil
      }
      return waiter
    }
    waiter?.continuation.resume(returning: .cancelled)
  }

  /// Gives the slot to whoever's turn it is, if anybody waits.
  /// - Parameter user: whom it was for.
  func release(by user: UserID = Slots.operator) {
    let next: Waiter? = state.withLock { state in
      state.leave(user)
      return state.takeFirst()
    }
    next?.continuation.resume(returning: .admitted)
  }
}
