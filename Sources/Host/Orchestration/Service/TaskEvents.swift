import HermesContract
import HermesEvents

/// The events of one task after a position, each once and in order, up to the last: stored history
/// first, then live events, without a gap between them. Ends early if the task is deleted.
///
/// Nothing is queued for a slow reader: each page is read when the one before has been consumed.
package struct TaskEvents: AsyncSequence, Sendable {
  /// Stored events, never drafts.
  package typealias Element = CommittedEvent

  private static let pageBytes = 64 << 10

  let task: TaskID
  let position: Int64
  /// Whether no event follows the stored ones.
  let isStored: Bool
  let store: any EventHistory
  let broadcaster: Broadcaster

  /// Each iterator reads independently from the position.
  package func makeAsyncIterator() -> Iterator {
    // Register before the first read, so that an event stored during it is announced.
    Iterator(
      events: self, position: position,
      changes: broadcaster.changes(of: .task(task)).makeAsyncIterator())
  }

  /// Use from one task at a time.
  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let events: TaskEvents
    fileprivate var position: Int64
    fileprivate var changes: AsyncStream<Void>.AsyncIterator
    private var page: ArraySlice<CommittedEvent> = []
    private var isOver = false

    fileprivate init(
      events: TaskEvents, position: Int64, changes: AsyncStream<Void>.AsyncIterator
    ) {
      self.events = events
      self.position = position
      self.changes = changes
    }

    /// - Throws: what the store throws; `CancellationError`.
    package mutating func next() async throws -> CommittedEvent? {
      while !isOver {
        if let event = page.popFirst() {
          position = event.seq
          isOver = event.type.isTerminal
          return event
        }
        page = try await events.store.events(
          of: events.task, after: position, maximumBytes: TaskEvents.pageBytes)[...]
        guard page.isEmpty else { continue }
        isOver = events.isStored
        if !isOver { isOver = await changes.next() == nil }
        try Task.checkCancellation()
      }
      return nil
    }
  }
}

extension TaskService {
  /// Follows a task.
  /// - Parameter position: the `seq` of the last event that the follower has; 0 for none.
  /// - Throws: `task_not_found`.
  package func follow(
    _ task: TaskID, owner: UserID, after position: Int64
  ) async throws -> TaskEvents {
    let outline = try await outline(of: task, owner: owner)
    return TaskEvents(
      task: task, position: position, isStored: outline.status.isTerminal, store: store,
      broadcaster: broadcaster)
  }
}
