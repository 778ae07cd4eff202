/// Runs tasks on threads of their own, and not on those that everybody shares (SE-0417): for work whose amount others
/// decide, such as the reading of what a remote agent answers.
///
/// It counts for a task and its children; a `Task` that is made inside has to be given it anew.
package final class ThreadExecutor: TaskExecutor {
  private let threads: WorkerThreads

  /// - Parameter limit: of threads; they are started when they are first needed.
  package init(_ name: String, limit: Int) { threads = WorkerThreads(name, limit: limit) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    let isAccepted = threads.submit { job.runSynchronously(on: executor) }
    // Where there is no thread, late is better than never.
    if !isAccepted { job.runSynchronously(on: executor) }
  }
}
