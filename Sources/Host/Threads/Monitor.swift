import Glibc

/// State behind a lock on which threads can wait for a change.
///
/// For host threads only: `wait` blocks, so it must not be called from a Swift task. Short
/// sections that never wait use `Synchronization.Mutex`.
package final class Monitor<State>: @unchecked Sendable {
  // Proof for @unchecked: `state` is touched only between pthread_mutex_lock and _unlock below.
  @usableFromInline var state: State
  @usableFromInline let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  @usableFromInline let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// - Parameter state: the initial state.
  package init(_ state: sending State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // The wall clock may be set back while a thread waits.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` under the lock and wakes no one.
  @inlinable package func withLock<Result>(_ body: (inout State) throws -> Result) rethrows
    -> Result
  {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Changes the state and wakes one waiting thread.
  @inlinable package func signal<Result>(_ body: (inout State) -> Result) -> Result {
    let result = withLock(body)
    pthread_cond_signal(condition)
    return result
  }

  /// Changes the state and wakes every waiting thread.
  @inlinable package func broadcast<Result>(_ body: (inout State) -> Result) -> Result {
    let result = withLock(body)
    pthread_cond_broadcast(condition)
    return result
  }

  /// Blocks until `body` returns a value other than nil.
  @inlinable package func wait<Result>(_ body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// Blocks until `body` returns a value other than nil, or until the monotonic time `deadline` in
  /// nanoseconds, and then returns nil.
  @inlinable package func wait<Result>(
    until deadline: UInt64, _ body: (inout State) -> Result?
  ) -> Result? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var time = timespec(
      tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    while true {
      if let result = body(&state) { return result }
      if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return body(&state) }
    }
  }
}

/// Nanoseconds of CLOCK_MONOTONIC.
package func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
