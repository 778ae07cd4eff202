import HermesContract
import HermesEvents
import Logging

/// How a process treats its tasks. `docs/settings.md` describes the settings that these values come
/// from.
package struct OrchestrationConfiguration: Sendable {
  /// How many tasks of one user run at the same time.
  package var runningPerUser = 8
  /// How many tasks of one user may wait.
  package var queuedPerUser = 100
  /// How many tasks run at the same time in total.
  package var running = 256
  /// The longest request text, in bytes.
  package var maximumQueryBytes = 16 << 10
  /// How long a task may run, excluding the time it waits for a person.
  package var taskDeadline = Duration.seconds(600)
  /// How long the calls of a cancelled task may take; the same as the agents' grace period.
  package var cancelGrace = Duration.milliseconds(1500)
  /// When failed attempts are repeated.
  package var retry = RetryPolicy()
  /// How long a question to a person stays open.
  package var inputLifetime = Duration.seconds(7 * 86_400)
  /// Whether every plan needs its owner's approval.
  package var requiresApproval = false
  /// How long the model may take for an intent, and again for a plan.
  package var modelLimit = Duration.seconds(10)
  /// The defaults.
  package init() {}
}

/// The orchestration of a process that accepts all requests and runs all tasks.
package struct Orchestration: Sendable {
  /// The service that doors call.
  package let tasks: TaskService
  private let runner: TaskRunner
  private let placement: LocalPlacement
  private let recovery: TaskRecovery

  /// - Parameters:
  ///   - models: asked for intent and plan; nil for none.
  ///   - onDelete: called for every task that its owner deletes.
  package init(
    _ configuration: OrchestrationConfiguration, journal: Journal, broadcaster: Broadcaster,
    store: any TaskStore, invoker: any AgentInvoking, index: any AgentIndexing,
    models: (any ModelCompleting)? = nil,
    meter: (any TokenMeter)? = nil, metrics: ServerMetrics = ServerMetrics(),
    spans: (any SpanRecording)? = nil,
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
      metrics: metrics, spans: spans, logger: logger)
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

  /// Takes over what earlier processes left, and runs tasks from then on. Call once, before
  /// requests are accepted.
  /// - Parameter isAfterDeath: whether the previous server ended without shutting down.
  package func start(isAfterDeath: Bool) async throws {
    placement.setHandler(runner)
    try await recovery.run(isAfterDeath: isAfterDeath)
    await runner.start()
  }

  /// Accepts no more tasks, gives running ones `grace` to end, and leaves the rest to the next
  /// start.
  package func stop(grace: Duration) async {
    await runner.stop(grace: grace)
    placement.setHandler(nil)
    tasks.services.reading.stop()
    tasks.services.bodies.stop()
  }
}
