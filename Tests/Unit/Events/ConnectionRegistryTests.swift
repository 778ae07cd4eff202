import HermesContract
import HermesEvents
import Synchronization
import Testing

struct ConnectionRegistryTests {
  private final class Closed: Sendable {
    let codes = Mutex<[String: UInt16]>([:])

    func connection(_ name: String, user: String, session: String, task: String?)
      -> ConnectionRegistry.Connection
    {
      ConnectionRegistry.Connection(
        user: UserID(user), session: SessionID(session), isAdmin: false,
        task: task.map { TaskID($0) }, send: { _ in },
        close: { [self] code, _ in codes.withLock { $0[name] = code } })
    }
  }

  @Test("A user's sockets are limited, and a closed one makes room")
  func limit() throws {
    let registry = ConnectionRegistry(maximumPerUser: 2)
    let closed = Closed()
    let first = try registry.add(closed.connection("1", user: "u", session: "s", task: nil))
    _ = try registry.add(closed.connection("2", user: "u", session: "s", task: nil))
    let third = closed.connection("3", user: "u", session: "s", task: nil)
    #expect(throws: HermesError.self) { try registry.add(third) }
    _ = try registry.add(closed.connection("4", user: "v", session: "t", task: nil))
    registry.remove(first)
    registry.remove(first)
    _ = try registry.add(third)
    #expect(registry.count == 3)
  }

  @Test("Closing a session or a task closes its sockets and no other")
  func closing() throws {
    let registry = ConnectionRegistry(maximumPerUser: 9)
    let closed = Closed()
    for (name, session, task) in [
      ("a", "s", "x"), ("b", "s", nil), ("c", "t", "x"), ("d", "t", "y"),
    ] as [(String, String, String?)] {
      _ = try registry.add(closed.connection(name, user: "u", session: session, task: task))
    }
    registry.close(session: SessionID("s"))
    #expect(closed.codes.withLock { $0 } == ["a": 4401, "b": 4401])
    registry.close(task: TaskID("y"))
    #expect(closed.codes.withLock { $0["d"] } == 4404)
    registry.closeAll(1012, "restart")
    #expect(closed.codes.withLock { Set($0.values) } == [1012])
    let error = #expect(throws: HermesError.self) {
      try registry.add(closed.connection("e", user: "u", session: "s", task: nil))
    }
    #expect(error?.code == "server_stopping")
  }

  @Test("Strangers see totals, users their own tasks, an admin all")
  func stats() throws {
    let registry = ConnectionRegistry(maximumPerUser: 9)
    let closed = Closed()
    _ = try registry.add(closed.connection("1", user: "u", session: "s", task: "b"))
    _ = try registry.add(closed.connection("2", user: "u", session: "s", task: "b"))
    _ = try registry.add(closed.connection("3", user: "v", session: "t", task: "a"))
    let stranger = registry.stats(for: nil, isAdmin: false)
    #expect(
      stranger == ["total_connections": 3, "active_tasks": 2, "active_users": 2, "tasks": [:]])
    #expect(registry.stats(for: UserID("u"), isAdmin: false)["tasks"] == ["b": 2])
    #expect(registry.stats(for: nil, isAdmin: true)["tasks"] == ["a": 1, "b": 2])
  }
}
