import HermesContract
import Synchronization

@testable import HermesOrchestration

/// A placement that holds back what a test names, until the test lets it go on: what comes between two of a runner's
/// steps can be tried.
final class GatedPlacement: TaskPlacement {
  enum Place: Hashable, Sendable {
    /// Tasks are claimed, and the runner is not told yet.
    case claimed
    /// A task is not released yet.
    case releasing
    /// A task is released, and the runner is not told yet.
    case released
  }

  private struct State: Sendable {
    var shut: Set<Place> = []
    var reached: Set<Place> = []
    var cancelled: Set<Place> = []
    var takeOuts = 0
  }

  let base: LocalPlacement
  private let state = Mutex(State())

  init(_ base: LocalPlacement) { self.base = base }

  func hold(_ place: Place) { _ = state.withLock { $0.shut.insert(place) } }

  /// Waits until somebody is held there.
  func reached(_ place: Place) async {
    await until { state.withLock { $0.reached.contains(place) } }
  }

  /// Waits until whoever is held there has been cancelled.
  func cancelled(_ place: Place) async {
    await until { state.withLock { $0.cancelled.contains(place) } }
  }

  /// Waits until somebody has tried to take a task out.
  func triedToTakeOut() async { await until { state.withLock { $0.takeOuts > 0 } } }

  func open(_ place: Place) { _ = state.withLock { $0.shut.remove(place) } }

  private func pass(_ place: Place) async {
    while isHeld(place) { await Task.yield() }
  }

  private func isHeld(_ place: Place) -> Bool {
    state.withLock { state in
      guard state.shut.contains(place) else { return false }
      state.reached.insert(place)
      if Task.isCancelled { state.cancelled.insert(place) }
      return true
    }
  }

  // MARK: - TaskPlacement

  var ready: AsyncStream<Void> { base.ready }

  func claim() async -> [QueuedTask] {
    let tasks = base.claim()
    if !tasks.isEmpty { await pass(.claimed) }
    return tasks
  }

  func release(_ task: QueuedTask, atRest: Bool) async {
    await pass(.releasing)
    base.release(task, atRest: atRest)
    await pass(.released)
  }

  func admit(
    _ task: TaskRecord, onBusy: TaskRequest.OnBusy
  ) async throws(HermesError) -> [TaskID] { try base.admit(task, onBusy: onBusy) }

  func enqueue(_ task: TaskRecord) async { base.enqueue(task) }
  func withdraw(_ task: TaskRecord) async { base.withdraw(task) }
  func setIdle(_ task: TaskID, isIdle: Bool) { base.setIdle(task, isIdle: isIdle) }
  func adopt(_ task: QueuedTask, atRest: Bool) async { base.adopt(task, atRest: atRest) }
  func wake(_ task: TaskID) async { base.wake(task) }

  func takeOut(_ task: TaskID) async -> TakenOut {
    defer { state.withLock { $0.takeOuts += 1 } }
    return base.takeOut(task)
  }

  func send(
    _ command: TaskCommand, to task: TaskID, of owner: UserID
  ) async throws -> [StepReceipt] { try await base.send(command, to: task, of: owner) }

  func tasks(in conversation: ConversationID) async -> [TaskID] { base.tasks(in: conversation) }
  func tasks(of owner: UserID) async -> [TaskID] { base.tasks(of: owner) }

  func waitForChange(of task: TaskID, atMost limit: Duration) async {
    await base.waitForChange(of: task, atMost: limit)
  }

  var counts: (running: Int, queued: Int) { base.counts }
  func close() async { base.close() }
  var isClosed: Bool { base.isClosed }
}
