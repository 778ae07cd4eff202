import Dispatch
import Glibc
import Synchronization

/// The threads of one instance, on which its calls run: at most one per call, or one per processor
/// if that is more. The first exists from the start, so that calls make progress even if the system
/// refuses further threads; each other one is started when it is first needed.
///
/// Swift's own pool has one thread per processor for all agents of a process: a few calls that
/// block there would delay the calls of every other agent. Child tasks and actors of a call also
/// run here; what an agent starts outside its calls (`Task.detached`, `Task {}`) runs in Swift's
/// pool.
final class AgentThreads: TaskExecutor {
  private struct State: Sendable {
    var jobs: [UnownedJob] = []
    /// Threads that are waiting for a job.
    var idle = 0
    var threads: [pthread_t] = []
    var isStopping = false
  }

  private let limit: Int
  private let state = Mutex(State())
  /// Signalled once per job, and once per thread at the end.
  private let work = DispatchSemaphore(value: 0)

  init(calls: Int) {
    limit = max(calls, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    state.withLock { start(&$0) }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = state.withLock { state in
      guard !state.isStopping else { return false }
      state.jobs.append(job)
      if state.idle < state.jobs.count, state.threads.count < limit { start(&state) }
      // Without any thread, the job would wait forever.
      guard state.threads.isEmpty else { return true }
      state.jobs.removeLast()
      return false
    }
    guard isTaken else { return globalConcurrentExecutor.enqueue(job) }
    work.signal()
  }

  private func start(_ state: inout State) {
    let box = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<AgentThreads>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard status == 0 else { return box.release() }
    state.threads.append(thread)
  }

  private func run() {
    while let job = nextJob() { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  /// Nil when the thread is to exit.
  private func nextJob() -> UnownedJob? {
    state.withLock { $0.idle += 1 }
    work.wait()
    return state.withLock { state in
      state.idle -= 1
      return state.jobs.isEmpty ? nil : state.jobs.removeFirst()
    }
  }

  /// Blocks until every thread has ended. Must not be called on one of them or while calls are
  /// open.
  func stop() {
    let threads = state.withLock { state in
      state.isStopping = true
      return state.threads
    }
    for _ in threads { work.signal() }
    for thread in threads { pthread_join(thread, nil) }
  }
}
