import DequeModule

/// A pool of threads for calls that block: at most `limit` of them, started when first needed and
/// kept until `stop`.
///
/// The queue is bounded by the callers: each submits only while it holds a slot or a lock of its own.
package final class WorkerThreads: Sendable {
  private struct State: Sendable {
    var jobs = Deque<@Sendable () -> Void>()
    var idle = 0
    var threads: [NamedThread] = []
    var isStopping = false
  }

  private let name: String
  private let limit: Int
  private let state = Monitor(State())

  package init(_ name: String, limit: Int) {
    self.name = name
    self.limit = limit
  }

  /// Runs `job` on one of the threads, in order of submission.
  /// - Returns: false after `stop`: it is not run.
  @discardableResult
  package func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    state.signal { state in
      guard !state.isStopping else { return false }
      state.jobs.append(job)
      if state.idle < state.jobs.count, state.threads.count < limit {
        state.threads.append(NamedThread(name) { [self] in work() })
      }
      return true
    }
  }

  /// Runs `job` on one of the threads and waits for its result without blocking the caller.
  /// - Throws: what the job throws; after `stop`, `CancellationError`.
  package func run<Result: Sendable>(
    _ job: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let isAccepted = submit { continuation.resume(with: Swift.Result { try job() }) }
      if !isAccepted { continuation.resume(throwing: CancellationError()) }
    }
  }

  private func work() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { $0.idle += 1 }
    return state.wait { state -> (@Sendable () -> Void)?? in
      if let job = state.jobs.popFirst() {
        state.idle -= 1
        return .some(job)
      }
      return state.isStopping ? .some(nil) : nil
    }
  }

  /// Lets the submitted jobs end and the threads go. Does not wait for a job that blocks.
  package func stop() {
    state.broadcast { $0.isStopping = true }
  }

  /// `stop`, and blocks until every thread has ended: only where each job is known to return.
  package func stopAndJoin() {
    let threads = state.broadcast { state in
      state.isStopping = true
      return state.threads
    }
    for thread in threads { thread.join() }
  }
}
