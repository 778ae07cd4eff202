import HermesThreads
import Synchronization

/// A library's thread for functions that must not block: `cancel`, `drained`, and answers. A
/// library that blocks anyway delays only its own calls, and is named.
///
/// The queue is bounded by the library's open calls: each has one cancel, the answers to its
/// requests, and one `drained` for each credit that was returned.
final class ControlThread: Sendable {
  /// A function that has not returned by then counts as blocking.
  static let patience = Duration.seconds(1)

  private struct Job: Sendable {
    let startedAt: UInt64
    let onBlock: @Sendable () -> Void
    var isTold = false
  }

  private struct State: Sendable {
    var running: Job?
    /// One timer for all jobs: nearly all of them return long before they are late.
    var isWatched = false
  }

  private let thread: WorkerThreads
  private let deadlines: Deadlines
  private let state = Mutex(State())

  init(_ library: String, deadlines: Deadlines) {
    thread = WorkerThreads("ctl-\(library)", limit: 1)
    self.deadlines = deadlines
  }

  /// - Parameter onBlock: called at most once, on the deadlines' thread, while `job` is still
  ///   running; must not block.
  func submit(onBlock: @escaping @Sendable () -> Void, _ job: @escaping @Sendable () -> Void) {
    thread.submit { [self] in
      let isFirst = state.withLock { state in
        state.running = Job(startedAt: monotonicNanoseconds(), onBlock: onBlock)
        defer { state.isWatched = true }
        return !state.isWatched
      }
      if isFirst { watch(after: Self.patience) }
      job()
      state.withLock { $0.running = nil }
    }
  }

  /// Lets submitted jobs finish and then ends the thread.
  func stop() { thread.stop() }

  private func watch(after delay: Duration) {
    deadlines.add(after: delay) { [weak self] in self?.checkAge() }
  }

  /// 0 if the job began after `now` was read: the difference would be negative, which traps.
  static func age(of start: UInt64, at now: UInt64) -> UInt64 { now > start ? now - start : 0 }

  private func checkAge() {
    let patience = UInt64(Self.patience / .nanoseconds(1))
    let (blocking, next) = state.withLock { state -> (Job?, UInt64?) in
      guard var job = state.running else {
        state.isWatched = false
        return (nil, nil)
      }
      let age = Self.age(of: job.startedAt, at: monotonicNanoseconds())
      guard age >= patience, !job.isTold else {
        return (nil, age < patience ? patience - age : patience)
      }
      job.isTold = true
      state.running = job
      return (job, patience)
    }
    blocking?.onBlock()
    if let next { watch(after: .nanoseconds(Int64(next))) }
  }
}

extension AgentInstance {
  /// Calls a function of the agent that must not block.
  func runOnControl(
    _ function: String, token: UInt64, job: @escaping @Sendable () -> Void
  ) {
    let fault = "\(function) has not returned for \(ControlThread.patience), and must not block"
    setup.control.submit(onBlock: { [weak self] in self?.reportMisuse(fault, token: token) }, job)
  }
}
