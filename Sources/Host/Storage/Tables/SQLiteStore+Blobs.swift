import GRDB
import HermesContract

/// Removal of blobs that belong to no task or result.
extension SQLiteStore {
  /// Removes the blobs of tasks that no longer exist, and those of ended tasks that no result
  /// refers to. Runs at the start and after the deletion of many tasks.
  package func removeOrphanedBlobs() async throws {
    guard let blobs else { return }
    let tasks = blobs.tasks
    guard !tasks.isEmpty else { return }
    let statuses = try await read { database in
      try tasks.reduce(into: [TaskID: TaskStatus]()) { statuses, task in
        statuses[task] = try String.fetchOne(
          database, sql: "SELECT status FROM task WHERE id = ?", arguments: [task.text]
        ).map(TaskStatus.init(stored:))
      }
    }
    for task in tasks {
      switch statuses[task] {
      case nil: blobs.removeAll(of: task)
      case let status? where status.isTerminal: blobs.removeUnsealed(of: task)
      case .some: break
      }
    }
  }

  /// Removes the blobs of ended tasks that no result refers to.
  func removeUnnamedBlobs(_ entries: [JournalEntry]) {
    guard let blobs else { return }
    for entry in entries {
      for case .ended in entry.changes { blobs.removeUnsealed(of: entry.task) }
    }
  }
}
