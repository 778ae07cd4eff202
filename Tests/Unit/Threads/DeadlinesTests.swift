import HermesThreads
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DeadlinesTests {
  @Test("Actions run in the order of their times, and never early")
  func order() async throws {
    let deadlines = Deadlines()
    let thread = try deadlines.start(named: "deadlines")
    let (stream, continuation) = AsyncStream<(Int, Bool)>.makeStream()
    for milliseconds in [60, 20, 40, 0] {
      let earliest = monotonicNanoseconds() + UInt64(milliseconds) * 1_000_000
      deadlines.add(after: .milliseconds(milliseconds)) {
        continuation.yield((milliseconds, monotonicNanoseconds() >= earliest))
      }
    }
    var ran: [(Int, Bool)] = []
    for await action in stream {
      ran.append(action)
      if ran.count == 4 { break }
    }
    #expect(ran.map(\.0) == [0, 20, 40, 60] && ran.allSatisfy(\.1))
    deadlines.stop()
    thread.join()
  }

  @Test("An earlier deadline wakes the thread that sleeps until a later one")
  func earlier() async throws {
    let deadlines = Deadlines()
    let thread = try deadlines.start(named: "deadlines")
    let ran = Mutex(false)
    deadlines.add(after: .seconds(3600)) { ran.withLock { $0 = true } }
    await withCheckedContinuation { continuation in
      deadlines.add(after: .milliseconds(5)) { continuation.resume() }
    }
    deadlines.stop()
    thread.join()
    #expect(!ran.withLock { $0 })
  }

  @Test("An action may add the next one")
  func chain() async throws {
    let deadlines = Deadlines()
    let thread = try deadlines.start(named: "deadlines")
    await withCheckedContinuation { continuation in
      deadlines.add(after: .zero) {
        deadlines.add(after: .zero) { continuation.resume() }
      }
    }
    deadlines.stop()
    thread.join()
  }
}
