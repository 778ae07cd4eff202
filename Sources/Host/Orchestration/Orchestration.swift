import HermesContract
import HermesEvents
import Logging

/// What a process decides about its tasks; `docs/settings.md` has the settings that these come from.
package struct OrchestrationConfiguration: Sendable {
  /// Tasks of one user that run at once.
  package var runningPerUser = 8
  /// Tasks of one user that wait.
  package var queuedPerUser = 100
  /// Tasks that run at once in all.
  package var running = 256
  package var maximumQueryBytes = 16 << 10
  package var taskDeadline = Duration.seconds(600)
  /// How long the calls of a cancelled task may take: as long as the agents' own grace.
  package var cancelGrace = Duration.milliseconds(1500)
  package var retry = RetryPolicy()
  /// How long a question to a person stays open.
  package var inputLifetime = Duration.seconds(7 * 86_400)
  /// Whether every plan waits for its owner.
  package var requiresApproval = false
  /// How long the model may think of an intent, and as long of a plan.
  package var modelLimit = Duration.seconds(10)
  package init() {}
}

/// Orchestration put together for a process that takes all requests and runs all tasks itself.
package struct Orchestration: Sendable {
  /// For the doors.
  package let tasks: TaskService
  private let runner: TaskRunner
  private let placement: LocalPlacement
  private let recovery: TaskRecovery

  /// - Parameters:
  ///   - models: asked for intent and plan; nil: none.
  ///   - onDelete: is told of every task that its owner deletes.
  package init(
    _ configuration: OrchestrationConfiguration, journal: Journal, broadcaster: Broadcaster,
    store: any TaskStore, invoker: any AgentInvoking, index: any AgentIndexing,
    models: (any ModelCompleting)? = nil,
    meter: (any TokenMeter)? = nil, spans: (any SpanRecording)? = nil,
    onDelete: @escaping @Sendable (TaskID) -> Void = { _ in }, logger: Logger
  ) {
    let services = TaskPipeline.Services(
      journal: journal, store: store, invoker: invoker, search: AgentSearch(index: index),
      question: models.map {
        ModelQuestion(models: $0, limit: configuration.modelLimit, logger: logger)
      },
      meter: meter,
      rules: StepRules(retry: configuration.retry, inputLifetime: configuration.inputLifetime),
      cancelGrace: configuration.cancelGrace, taskDeadline: configuration.taskDeadline,
      spans: spans, logger: logger)
    placement = LocalPlacement(
      limits: TaskQueue.Limits(
        runningPerUser: configuration.runningPerUser, queuedPerUser: configuration.queuedPerUser,
        running: configuration.running))
    let ends = UnstoredEnds(journal: journal)
    runner = TaskRunner(services, placement: placement, ends: ends)
    recovery = TaskRecovery(services: services, placement: placement, ends: ends)
    tasks = TaskService(
      configuration: configuration, services: services, placement: placement, ends: ends,
      broadcaster: broadcaster, onDelete: onDelete)
  }

  /// Takes up what earlier processes have left, and runs tasks from then on. Once, before requests are taken.
  /// - Parameter isAfterDeath: whether the last server did not end in order.
  package func start(isAfterDeath: Bool) async throws {
    placement.setHandler(runner)
    try await recovery.run(isAfterDeath: isAfterDeath)
    await runner.start()
  }

  /// Takes nothing new, gives running tasks `grace` to end, and leaves the rest to the next start.
  package func stop(grace: Duration) async {
    await runner.stop(grace: grace)
    placement.setHandler(nil)
    tasks.services.reading.stop()
    tasks.services.bodies.stop()
  }
}
