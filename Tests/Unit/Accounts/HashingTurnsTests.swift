import HermesContract
import Synchronization
import Testing

@testable import HermesAccounts

struct HashingTurnsTests {
  /// Who got to hash, in that order, and how many were refused.
  private final class Record: Sendable {
    private let state = Mutex((order: [String](), refused: 0))
    var order: [String] { state.withLock { $0.order } }
    var refused: Int { state.withLock { $0.refused } }

    func run(_ turns: HashingTurns, _ address: String) async {
      do {
        try await turns.withTurn(for: address) { state.withLock { $0.order.append(address) } }
      } catch {
        #expect((error as? HermesError)?.code == "busy")
        state.withLock { $0.refused += 1 }
      }
    }
  }

  /// The only hash is taken until `wait` returns; `attempts` come meanwhile.
  private func whileHashing(
    _ turns: HashingTurns, attempts: (inout TaskGroup<Void>) async -> Void
  ) async {
    let (held, end) = AsyncStream.makeStream(of: Void.self)
    let (begun, begin) = AsyncStream.makeStream(of: Void.self)
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await turns.withTurn(for: "198.51.100.1") {
          begin.finish()
          for await _ in held {}
        }
      }
      for await _ in begun {}
      await attempts(&group)
      end.finish()
    }
  }

  @Test("Many addresses of one network keep those of another waiting for one hash")
  func networks() async {
    let turns = HashingTurns(limit: 1)
    let record = Record()
    await whileHashing(turns) { group in
      for host in 1...60 { group.addTask { await record.run(turns, "192.0.2.\(host)") } }
      await until { turns.waiting == 8 }
      group.addTask { await record.run(turns, "203.0.113.1") }
      await until { turns.waiting == 9 }
    }
    #expect(record.order.prefix(2).contains("203.0.113.1"))
    #expect(record.order.count == 61)
    #expect(turns.networkCount == 0)
  }

  @Test("Many connections of one address keep others of its network waiting for a place alone")
  func addresses() async {
    let turns = HashingTurns(limit: 1)
    let record = Record()
    await whileHashing(turns) { group in
      for _ in 1...40 { group.addTask { await record.run(turns, "192.0.2.1") } }
      await until { turns.waiting == 8 }
      group.addTask { await record.run(turns, "192.0.2.2") }
      await until { turns.waitingForPlaces == 33 }
    }
    #expect(record.order.prefix(10).contains("192.0.2.2"))
  }

  @Test("Where as many wait as can, a network that has none there replaces one of another")
  func full() async {
    let turns = HashingTurns(limit: 1)
    let record = Record()
    await whileHashing(turns) { group in
      for network in 0..<8 {
        for host in 1...8 {
          group.addTask { await record.run(turns, "10.0.\(network).\(host)") }
        }
      }
      await until { turns.waiting == 64 }
      group.addTask { await record.run(turns, "203.0.113.1") }
      await until { record.refused == 1 }
    }
    #expect(record.order.contains("203.0.113.1"))
    #expect(record.order.count == 64)
  }
}
