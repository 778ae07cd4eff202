import HermesContract

extension Orchestrator {
  /// Ends a task that was being read, or planned, each time that a server died.
  func fail(_ task: TaskRecord) async {
    let error = HermesError(
      .crashedServer,
      "The server ended several times while it read this request. Say it in other words.")
    let log = TaskLog(task: task.id, owner: task.owner, journal: services.journal)
    keep(
      await log.end(
        [.taskFailed(error, duration: 0)],
        [.ended(.failed, result: nil, error: error, at: .now)]))
  }
}

extension TaskRecord {
  /// Whether it ran and has no plan after more starts than a whole reading has events.
  var endsItsServers: Bool { status == .running && plan == nil && lastSeq >= 8 }
}
