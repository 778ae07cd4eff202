import HermesContract

/// Which process runs a task, and which tasks wait: the seam between whoever takes requests and whoever runs them.
/// `LocalPlacement` is the one where a single process does both.
///
/// A task has one place at a time. It *arrives* while it is being stored, *waits* until a runner claims it, is
/// *claimed* until that runner releases it, and *rests* while it waits for a person.
protocol TaskPlacement: Sendable {
  /// Keeps a place for a task until it is enqueued or withdrawn.
  /// - Parameter onBusy: what is to happen where its conversation has a task.
  /// - Returns: the tasks that it interrupts, once it is stored.
  /// - Throws: `too_many_tasks`, `conversation_busy`, or `server_stopping`.
  func admit(
    _ task: TaskRecord, onBusy: TaskRequest.OnBusy
  ) async throws(HermesError) -> [TaskID]
  /// A task that was admitted is stored.
  func enqueue(_ task: TaskRecord) async
  /// A task that was admitted could not be stored.
  func withdraw(_ task: TaskRecord) async

  /// Speaks whenever there may be something to claim. For one listener.
  var ready: AsyncStream<Void> { get }
  /// Takes the tasks that this process is to run now; none after `close`.
  func claim() async -> [QueuedTask]
  /// Whether all of a claimed task waits for agents: then it keeps no others from running.
  func setIdle(_ task: TaskID, isIdle: Bool)
  /// A claimed task has ended, or is at rest.
  func release(_ task: QueuedTask, atRest: Bool) async
  /// Places a task that an earlier process has left.
  func adopt(_ task: QueuedTask, atRest: Bool) async
  /// Has a task wait that was at rest; nothing happens if it was not.
  func wake(_ task: TaskID) async
  /// Takes out a task that waits or rests, so that it can be ended without being run.
  func takeOut(_ task: TaskID) async -> TakenOut

  /// Has whoever runs the task carry out a command.
  func send(_ command: TaskCommand, to task: TaskID, of owner: UserID) async throws -> [StepReceipt]
  /// The tasks of a conversation that have not ended.
  func tasks(in conversation: ConversationID) async -> [TaskID]
  /// Waits until an arriving task has its place, or one that waits or is claimed is at rest or has ended; returns at
  /// once for any other.
  func waitForChange(of task: TaskID, atMost limit: Duration) async
  /// Of the tasks of this process.
  var counts: (running: Int, queued: Int) { get async }
  /// Admits nothing further.
  func close() async
  var isClosed: Bool { get async }
}

/// What becomes of `takeOut`.
enum TakenOut: Sendable {
  case waiting(QueuedTask)
  case resting(QueuedTask)
  /// It is being stored.
  case arriving
  /// A runner has it, or has just ended it.
  case claimed
  /// It has ended, or there never was one.
  case absent
}

/// What the runner of a task is asked to do.
enum TaskCommand: Sendable {
  /// Ends the task, and answers the receipt of every step in order.
  /// Fails with `task_ended` when there is nothing left to cancel.
  case cancel
  /// A question is closed, with its answer: the task goes on.
  case goOn(InputRecord)
}

/// A process that runs tasks.
protocol TaskCommandHandling: Sendable {
  func carryOut(
    _ command: TaskCommand, on task: TaskID, of owner: UserID
  ) async throws -> [StepReceipt]
}
