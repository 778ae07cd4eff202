import HermesContract
import HermesEvents
import Synchronization
import Testing

struct UserTurnsTests {
  /// How many are inside now and were at most.
  private final class Presence: Sendable {
    private let counts = Mutex((now: 0, most: 0))
    func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { counts.withLock { $0.now -= 1 } }
    var most: Int { counts.withLock { $0.most } }
  }

  @Test("One user's things run so many at a time, and all of them")
  func oneUser() async {
    let turns = UserTurns(atOnce: 2)
    let presence = Presence()
    let done = await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          await turns.taken(by: UserID("a")) {
            presence.enter()
            await Task.yield()
            presence.leave()
          }
        }
      }
      var done = 0
      for await _ in group { done += 1 }
      return done
    }
    #expect(done == 100)
    #expect(presence.most == 2)
  }

  @Test("Nobody waits for another user")
  func twoUsers() async {
    let turns = UserTurns(atOnce: 1)
    let value = await turns.taken(by: UserID("a")) {
      await turns.taken(by: UserID("b")) { 1 }
    }
    #expect(value == 1)
  }

  @Test("A turn whose work fails is given back")
  func failure() async throws {
    let turns = UserTurns(atOnce: 1)
    for _ in 0..<3 {
      await #expect(throws: CancellationError.self) {
        try await turns.taken(by: UserID("a")) { throw CancellationError() }
      }
    }
  }
}
