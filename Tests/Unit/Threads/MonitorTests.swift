import HermesThreads
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MonitorTests {
  @Test("A waiting thread sees the change that it waits for")
  func wait() throws {
    let monitor = Monitor(0)
    let thread = try NamedThread("waiter") {
      let seen = monitor.wait { $0 >= 3 ? $0 : nil }
      monitor.broadcast { $0 = seen * 10 }
    }
    for _ in 0..<3 { monitor.signal { $0 += 1 } }
    #expect(monitor.wait { $0 >= 30 ? $0 : nil } == 30)
    thread.join()
  }

  @Test("Every waiting thread is woken by a broadcast")
  func broadcast() throws {
    let monitor = Monitor((isOpen: false, passed: 0))
    let threads = try (0..<8).map { index in
      try NamedThread("waiter-\(index)-with-a-long-name") {
        monitor.wait { $0.isOpen ? () : nil }
        monitor.broadcast { $0.passed += 1 }
      }
    }
    monitor.broadcast { $0.isOpen = true }
    #expect(monitor.wait { $0.passed == 8 ? true : nil })
    for thread in threads { thread.join() }
  }

  @Test("A wait ends at its deadline with nothing, and before it with what came")
  func deadline() throws {
    let monitor = Monitor(0)
    #expect(monitor.wait(until: monotonicNanoseconds() + 1_000_000) { $0 > 0 ? $0 : nil } == nil)
    #expect(monitor.wait(until: 0) { $0 == 0 ? "there" : nil } == "there")
    let thread = try NamedThread("signal") { monitor.signal { $0 = 7 } }
    #expect(monitor.wait(until: monotonicNanoseconds() + 60_000_000_000) { $0 > 0 ? $0 : nil } == 7)
    thread.join()
  }

  @Test("What an error leaves unlocked can be locked again")
  func errors() {
    struct Failure: Error {}
    let monitor = Monitor(1)
    #expect(throws: Failure.self) { try monitor.withLock { _ in throw Failure() } }
    #expect(monitor.withLock { $0 } == 1)
  }
}
