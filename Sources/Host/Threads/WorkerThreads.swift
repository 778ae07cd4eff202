import DequeModule

/// A pool of threads for blocking calls: at most `limit`, started when first needed and kept until
/// `stop`.
///
/// The callers bound the queue: each submits only while it holds a slot or a lock.
/// If the system cannot create another thread, the existing ones do the work; a job is refused
/// only if there is no thread at all.
package final class WorkerThreads: Sendable {
  /// Creates a thread that runs the body.
  package typealias Maker =
    @Sendable (_ name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadFailure) ->
    NamedThread

  private enum Acceptance {
    case accepted
    case stopped
    case noThread(ThreadFailure)
  }

  private struct State: Sendable {
    var jobs = Deque<@Sendable () -> Void>()
    var idle = 0
    var threads: [NamedThread] = []
    var isStopping = false
  }

  private let name: String
  private let limit: Int
  private let make: Maker
  private let state = Monitor(State())

  /// - Parameters:
  ///   - name: of the threads.
  ///   - limit: the number of threads.
  package init(
    _ name: String, limit: Int, make: @escaping Maker = WorkerThreads.makeThread
  ) {
    self.name = name
    self.limit = limit
    self.make = make
  }

  /// Creates `NamedThread`s.
  package static let makeThread: Maker = { name, body throws(ThreadFailure) in
    try NamedThread(name, body: body)
  }

  /// Runs `job` on one of the threads, in order of submission.
  /// - Returns: false if it will not run: after `stop`, or if there is no thread for it.
  @discardableResult
  package func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    if case .accepted = add(job) { true } else { false }
  }

  private func add(_ job: @escaping @Sendable () -> Void) -> Acceptance {
    state.signal { state in
      guard !state.isStopping else { return .stopped }
      state.jobs.append(job)
      guard state.idle < state.jobs.count, state.threads.count < limit else { return .accepted }
      do throws(ThreadFailure) {
        state.threads.append(try make(name) { [self] in runJobs() })
      } catch {
        guard state.threads.isEmpty else { return .accepted }
        state.jobs.removeLast()
        return .noThread(error)
      }
      return .accepted
    }
  }

  /// Runs `job` on one of the threads and waits for its result without blocking the caller.
  /// - Throws: what the job throws; after `stop`, `CancellationError`; `ThreadFailure`.
  package func run<Result: Sendable>(
    _ job: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      switch add({ continuation.resume(with: Swift.Result { try job() }) }) {
      case .accepted: break
      case .stopped: continuation.resume(throwing: CancellationError())
      case .noThread(let failure): continuation.resume(throwing: failure)
      }
    }
  }

  private func runJobs() {
    while let job = nextJob() { job() }
  }

  private func nextJob() -> (@Sendable () -> Void)? {
    state.withLock { $0.idle += 1 }
    return state.wait { state -> (@Sendable () -> Void)?? in
      if let job = state.jobs.popFirst() {
        state.idle -= 1
        return .some(job)
      }
      return state.isStopping ? .some(nil) : nil
    }
  }

  /// Lets submitted jobs finish and the threads end. Does not wait for a blocking job.
  package func stop() {
    state.broadcast { $0.isStopping = true }
  }

  /// `stop`, and blocks until every thread has ended; only if every job is known to return.
  package func stopAndJoin() {
    let threads = state.broadcast { state in
      state.isStopping = true
      return state.threads
    }
    for thread in threads { thread.join() }
  }
}
