/// Runs tasks on separate threads instead of the shared pool (SE-0417): for work whose amount is
/// determined by others, such as parsing what a remote agent sends.
///
/// The preference covers a task and its children; a `Task` created inside needs it again.
package final class ThreadExecutor: TaskExecutor {
  private let threads: WorkerThreads

  /// - Parameter limit: the number of threads, which are started when first needed.
  package init(_ name: String, limit: Int) { threads = WorkerThreads(name, limit: limit) }

  /// Called by the runtime.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    let isAccepted = threads.submit { job.runSynchronously(on: executor) }
    // Without a thread, running late on this one is better than never.
    if !isAccepted { job.runSynchronously(on: executor) }
  }
}
