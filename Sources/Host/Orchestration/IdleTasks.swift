import HermesContract
import Synchronization

/// The running tasks of which every call waits for its agent: they hold no place of those that run, or a few
/// users of one slow agent would keep everybody from all the others.
final class IdleTasks: Sendable {
  private let tasks = Mutex<Set<TaskID>>([])
  /// Something has become idle: others may start.
  let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation

  init() { (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

  var all: Set<TaskID> { tasks.withLock { $0 } }

  func set(_ task: TaskID, isIdle: Bool) {
    tasks.withLock { tasks in
      if isIdle { tasks.insert(task) } else { tasks.remove(task) }
    }
    if isIdle { changed.yield() }
  }

  func forget(_ task: TaskID) { tasks.withLock { _ = $0.remove(task) } }
}
