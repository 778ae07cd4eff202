import HermesContract

/// Decides which process runs a task and which tasks wait. This is the seam between processes that
/// accept requests and processes that run tasks; `LocalPlacement` is for a single process that does
/// both.
///
/// A task is in exactly one place: *arriving* while it is being stored, *waiting* until a runner
/// claims it, *claimed* until that runner releases it, or *resting* while it waits for a person.
protocol TaskPlacement: Sendable {
  /// Reserves a place for a task until it is enqueued or withdrawn.
  /// - Parameter onBusy: what to do if its conversation has an unfinished task.
  /// - Returns: the tasks that it interrupts once it is stored.
  /// - Throws: `too_many_tasks`, `conversation_busy` or `server_stopping`.
  func admit(
    _ task: TaskRecord, onBusy: TaskRequest.OnBusy
  ) async throws(HermesError) -> [TaskID]
  /// Call when an admitted task has been stored.
  func enqueue(_ task: TaskRecord) async
  /// Call when an admitted task could not be stored.
  func withdraw(_ task: TaskRecord) async

  /// Yields whenever there may be something to claim. Supports one listener.
  var ready: AsyncStream<Void> { get }
  /// Takes the tasks that this process should run now; none after `close`.
  func claim() async -> [QueuedTask]
  /// Set while every call of a claimed task waits for its agent, so that the task does not keep
  /// others from running.
  func setIdle(_ task: TaskID, isIdle: Bool)
  /// Call when a claimed task has ended or come to rest.
  func release(_ task: QueuedTask, atRest: Bool) async
  /// Places a task that an earlier process left.
  func adopt(_ task: QueuedTask, atRest: Bool) async
  /// Makes a resting task wait again; does nothing if it is not resting.
  func wake(_ task: TaskID) async
  /// Removes a waiting or resting task, so that it can be ended without running.
  func takeOut(_ task: TaskID) async -> TakenOut

  /// Passes a command to the process that runs the task.
  func send(_ command: TaskCommand, to task: TaskID, of owner: UserID) async throws -> [StepReceipt]
  /// The unfinished tasks of a conversation.
  func tasks(in conversation: ConversationID) async -> [TaskID]
  /// The unfinished tasks of a user, arriving ones included.
  func tasks(of owner: UserID) async -> [TaskID]
  /// Waits until an arriving task has been placed, or until a waiting or claimed one rests or has
  /// ended. Returns immediately for any other task.
  func waitForChange(of task: TaskID, atMost limit: Duration) async
  /// The tasks of this process.
  var counts: (running: Int, queued: Int) { get async }
  /// Stops admitting tasks.
  func close() async
  var isClosed: Bool { get async }
}

/// The outcome of `takeOut`.
enum TakenOut: Sendable {
  case waiting(QueuedTask)
  case resting(QueuedTask)
  /// It is being stored.
  case arriving
  /// A runner has it or has just ended it.
  case claimed
  /// It has ended or never existed.
  case absent
}

/// A command for the runner of a task.
enum TaskCommand: Sendable {
  /// Ends the task and returns the receipt of every step in order. Fails with `task_ended` if there
  /// is nothing left to cancel.
  case cancel
  /// A question has been closed with this answer, so the task continues.
  case goOn(InputRecord)
}

/// A process that runs tasks.
protocol TaskCommandHandling: Sendable {
  func carryOut(
    _ command: TaskCommand, on task: TaskID, of owner: UserID
  ) async throws -> [StepReceipt]
}
