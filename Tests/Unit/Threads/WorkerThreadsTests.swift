import HermesThreads
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct WorkerThreadsTests {
  private struct Failure: Error {}

  @Test("A job's result and its error reach the one who waits")
  func results() async throws {
    let threads = WorkerThreads("worker", limit: 2)
    #expect(try await threads.run { 42 } == 42)
    await #expect(throws: Failure.self) { try await threads.run { throw Failure() } }
    threads.stopAndJoin()
  }

  @Test("No more jobs run at once than the limit")
  func limit() {
    let threads = WorkerThreads("worker", limit: 3)
    let state = Monitor((running: 0, most: 0, done: 0, isOpen: false))
    for _ in 0..<12 {
      threads.submit {
        state.broadcast {
          $0.running += 1
          $0.most = max($0.most, $0.running)
        }
        state.wait { $0.isOpen ? () : nil }
        state.broadcast {
          $0.running -= 1
          $0.done += 1
        }
      }
    }
    // Three are started although none of them ends.
    #expect(state.wait { $0.running == 3 ? true : nil })
    state.broadcast { $0.isOpen = true }
    #expect(state.wait { $0.done == 12 ? $0.most : nil } == 3)
    threads.stopAndJoin()
  }

  @Test("One thread runs its jobs in the order of their submission")
  func order() {
    let threads = WorkerThreads("worker", limit: 1)
    let ran = Mutex<[Int]>([])
    for index in 0..<100 { threads.submit { ran.withLock { $0.append(index) } } }
    threads.stopAndJoin()
    #expect(ran.withLock { $0 } == Array(0..<100))
  }

  @Test("After stop nothing runs, and whoever waits for a job is told so")
  func stopped() async {
    let threads = WorkerThreads("worker", limit: 1)
    threads.stopAndJoin()
    let ran = Mutex(false)
    threads.submit { ran.withLock { $0 = true } }
    await #expect(throws: CancellationError.self) {
      try await threads.run { ran.withLock { $0 = true } }
    }
    #expect(!ran.withLock { $0 })
  }

  @Test("Where there is no thread at all a job is refused, and run when there is one again")
  func noThread() async throws {
    let fails = Mutex(true)
    let threads = WorkerThreads("worker", limit: 2) { name, body throws(ThreadFailure) in
      if fails.withLock({ $0 }) { throw ThreadFailure(code: 11) }
      return try NamedThread(name, body: body)
    }
    let ran = Mutex(0)
    #expect(!threads.submit { ran.withLock { $0 += 1 } })
    await #expect(throws: ThreadFailure.self) {
      try await threads.run { ran.withLock { $0 += 1 } }
    }
    fails.withLock { $0 = false }
    #expect(try await threads.run { ran.withLock { $0 } } == 0)
    threads.stopAndJoin()
  }

  @Test("Where there is no further thread, those that are there do the work")
  func noFurtherThread() {
    let isFirst = Mutex(true)
    let threads = WorkerThreads("worker", limit: 2) { name, body throws(ThreadFailure) in
      let isMade = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      guard isMade else { throw ThreadFailure(code: 11) }
      return try NamedThread(name, body: body)
    }
    let ran = Mutex<[Int]>([])
    for index in 0..<20 {
      #expect(threads.submit { ran.withLock { $0.append(index) } })
    }
    threads.stopAndJoin()
    #expect(ran.withLock { $0 } == Array(0..<20))
  }
}
