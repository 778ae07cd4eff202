import Dispatch
import Synchronization
import Testing

@testable import AgentKit

struct AgentThreadsTests {
  /// Blocks the threads that its tasks run on until it is opened.
  private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    let arrived = DispatchSemaphore(value: 0)

    func pass() {
      arrived.signal()
      semaphore.wait()
    }

    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }
  }

  /// As many as calls, and more than the machine has processors.
  private static let calls = 80

  @Test(
    "Calls that block delay neither those of other agents nor Swift's pool", .timeLimit(.minutes(1))
  )
  func blocked() async {
    let (busy, other) = (AgentThreads(calls: Self.calls), AgentThreads(calls: 1))
    let gate = Gate()
    let blocked = (0..<Self.calls).map { _ in
      Task(executorPreference: busy) { gate.pass() }
    }
    // Each has a thread of its own.
    await Task.detached { for _ in 0..<Self.calls { await Self.wait(gate.arrived) } }.value
    #expect(await Task(executorPreference: other) { 1 }.value == 1)
    #expect(await Task.detached { 2 }.value == 2)
    gate.open(Self.calls)
    for task in blocked { await task.value }
    busy.stop()
    other.stop()
  }

  /// Without blocking the pool.
  private static func wait(_ semaphore: DispatchSemaphore) async {
    while semaphore.wait(timeout: .now()) == .timedOut { await Task.yield() }
  }

  @Test("Child tasks and actors run there too, and what comes late runs in the pool")
  func children() async {
    let threads = AgentThreads(calls: 2)
    actor Counter {
      var count = 0
      func add() { count += 1 }
    }
    let counter = Counter()
    let task = Task(executorPreference: threads) {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<1000 { group.addTask { await counter.add() } }
      }
      return await counter.count
    }
    #expect(await task.value == 1000)
    threads.stop()
    #expect(await Task(executorPreference: threads) { 3 }.value == 3)
  }
}
