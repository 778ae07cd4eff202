import HermesContract

/// Places every task that earlier processes left. Runs once, before requests are accepted.
struct TaskRecovery: Sendable {
  let services: TaskPipeline.Services
  let placement: any TaskPlacement
  let ends: UnstoredEnds

  /// - Parameter isAfterDeath: whether the server that had them ended without shutting down.
  func run(isAfterDeath: Bool) async throws {
    for (id, owner, bytes) in try await services.store.unfinishedTasks() {
      guard let task = try await services.store.taskWithoutMessage(id, owner: owner) else {
        continue
      }
      if isAfterDeath, task.endsItsServers {
        let ending = await UnrunTask(task, services: services).failForItsServers()
        await ends.keep(ending.unstored)
        continue
      }
      let queued = QueuedTask(outline: task, bytes: bytes, isAfterDeath: isAfterDeath)
      await placement.adopt(queued, atRest: try await rests(task))
    }
  }

  /// Whether the task can only wait for a person.
  private func rests(_ task: TaskRecord) async throws -> Bool {
    guard task.status == .inputRequired || task.status == .inDoubt, let plan = task.plan else {
      return false
    }
    let inputs = try await services.store.inputs(of: task.id)
    if Approval(inputs, of: plan) == .waiting { return true }
    return PastSteps(
      plan: plan, records: try await services.store.steps(of: task.id), inputs: inputs, made: []
    ).rests(plan)
  }
}
