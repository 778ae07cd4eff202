import Foundation
import HermesContract
import HermesEvents
import Synchronization
import Testing

struct RequestReadingTests {
  private final class Order: Sendable {
    private let entries = Mutex<[String]>([])

    func add(_ entry: String) { entries.withLock { $0.append(entry) } }

    var all: [String] { entries.withLock { $0 } }
  }

  private let large = RequestReading.smallBytes + 1
  private let ada = UserID("ada")
  private let bob = UserID("bob")

  @Test("One large request of a user is read at a time, and another user's beside it")
  func turns() async throws {
    let reading = RequestReading(limit: 2)
    defer { reading.stop() }
    let gate = DispatchSemaphore(value: 0)
    let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
    let order = Order()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [large, ada] in
        try await reading.run(of: ada, bytes: large) {
          isBegun.yield()
          gate.wait()
          order.add("ada 1")
        }
      }
      for await _ in begun { break }
      group.addTask { [large, ada] in
        try await reading.run(of: ada, bytes: large) { order.add("ada 2") }
      }
      try await reading.run(of: bob, bytes: large) { order.add("bob") }
      gate.signal()
      try await group.waitForAll()
    }
    #expect(order.all == ["bob", "ada 1", "ada 2"])
  }

  @Test("What is short does not wait for what is long")
  func lanes() async throws {
    let reading = RequestReading(limit: 1)
    defer { reading.stop() }
    let gate = DispatchSemaphore(value: 0)
    let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [ada] in
        try await reading.run(of: ada, bytes: RequestReading.longBytes + 1) {
          isBegun.yield()
          gate.wait()
        }
      }
      for await _ in begun { break }
      #expect(try await reading.run(of: bob, bytes: large) { 1 } == 1)
      gate.signal()
      try await group.waitForAll()
    }
  }

  @Test("What is small is read at once, whatever else is read; an error is handed on")
  func small() async throws {
    let reading = RequestReading(limit: 1)
    reading.stop()
    #expect(try await reading.run(of: ada, bytes: 10) { 1 } == 1)
    await #expect(throws: CancellationError.self) {
      try await reading.run(of: ada, bytes: large) { 1 }
    }
    await #expect(throws: HermesError.self) {
      try await reading.run(of: bob, bytes: 10) { throw HermesError.cancelled }
    }
  }
}
