import HermesContract
import Synchronization

/// A history whose pages of events are read at once and handed over only when the gate is opened.
final class GatedStore: EventHistory {
  private struct Gate {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let base: any EventHistory
  private let gate = Mutex(Gate())

  init(_ base: any EventHistory) { self.base = base }

  /// How many pages wait.
  var waiting: Int { gate.withLock { $0.waiting.count } }

  func open() {
    let waiting = gate.withLock { gate in
      gate.isOpen = true
      return gate.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  private func pass() async {
    await withCheckedContinuation { continuation in
      let isOpen = gate.withLock { gate in
        if !gate.isOpen { gate.waiting.append(continuation) }
        return gate.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func events(of task: TaskID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent] {
    let page = try await base.events(of: task, after: after, maximumBytes: maximumBytes)
    await pass()
    return page
  }

  func events(owner: UserID, after: Int64, maximumBytes: Int) async throws -> [CommittedEvent] {
    let page = try await base.events(owner: owner, after: after, maximumBytes: maximumBytes)
    await pass()
    return page
  }

  func lastCursor(of owner: UserID) async throws -> Int64 {
    try await base.lastCursor(of: owner)
  }

  func removedThrough(owner: UserID) async throws -> Int64 {
    try await base.removedThrough(owner: owner)
  }
}
