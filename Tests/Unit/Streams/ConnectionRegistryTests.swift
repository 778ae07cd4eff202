import HermesContract
import HermesStreams
import Synchronization
import Testing

struct ConnectionRegistryTests {
  private final class Closed: Sendable {
    let codes = Mutex<[String: UInt16]>([:])
    let told = Mutex<[String]>([])

    func connection(
      _ name: String, user: String, session: String, task: String?, isAdmin: Bool = false,
      address: String = "::1"
    ) -> StreamConnection {
      StreamConnection(
        user: UserID(user), session: SessionID(session), isAdmin: isAdmin, address: address,
        task: task.map { TaskID($0) },
        send: { [self] _ in told.withLock { $0.append(name) } },
        close: { [self] code, _ in codes.withLock { $0[name] = code } },
        taskDeleted: { [self] _ in codes.withLock { $0[name] = 4404 } })
    }
  }

  @Test("What is for admins goes to their user streams only")
  func admins() throws {
    let registry = ConnectionRegistry(.init(perUser: 9, perAddress: 9))
    let closed = Closed()
    _ = try registry.add(closed.connection("user", user: "u", session: "s", task: nil))
    _ = try registry.add(
      closed.connection("admin", user: "a", session: "t", task: nil, isAdmin: true))
    _ = try registry.add(
      closed.connection("task", user: "a", session: "t", task: "x", isAdmin: true))
    registry.notifyAdmins(["type": "agent_quarantined"])
    #expect(closed.told.withLock { $0 } == ["admin"])
  }

  @Test("A user's sockets are limited, and a closed one makes room")
  func limit() throws {
    let registry = ConnectionRegistry(.init(perUser: 2, perAddress: 9))
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
    let registry = ConnectionRegistry(.init(perUser: 9, perAddress: 9))
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
    registry.closeAll(code: 1012, reason: "restart")
    #expect(closed.codes.withLock { Set($0.values) } == [1012])
    let error = #expect(throws: HermesError.self) {
      try registry.add(closed.connection("e", user: "u", session: "s", task: nil))
    }
    #expect(error?.code == "server_stopping")
  }

  @Test("Strangers see totals, users their own tasks, an admin all")
  func stats() throws {
    let registry = ConnectionRegistry(.init(perUser: 9, perAddress: 9))
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

  @Test("An address's streams are limited, whoever has them; the control socket's are not")
  func addresses() throws {
    let registry = ConnectionRegistry(.init(perUser: 9, perAddress: 1))
    let closed = Closed()
    let one = try registry.add(closed.connection("1", user: "u", session: "s", task: nil))
    let other = closed.connection("2", user: "v", session: "t", task: nil)
    #expect(throws: HermesError.self) { try registry.add(other) }
    for name in ["3", "4"] {
      _ = try registry.add(
        closed.connection(name, user: "o", session: "o", task: nil, address: ""))
    }
    registry.remove(one)
    _ = try registry.add(other)
  }

  @Test("What ended while a stream was being opened is noticed")
  func late() throws {
    let registry = ConnectionRegistry(.init(perUser: 9, perAddress: 9))
    let closed = Closed()
    let open = try registry.add(closed.connection("1", user: "u", session: "s", task: nil))
    registry.close(session: SessionID("old"))
    registry.close(task: TaskID("x"))
    var error = #expect(throws: HermesError.self) {
      try registry.add(closed.connection("2", user: "u", session: "old", task: nil))
    }
    #expect(error?.code == "invalid_token")
    error = #expect(throws: HermesError.self) {
      try registry.add(closed.connection("3", user: "u", session: "s", task: "x"))
    }
    #expect(error?.code == "task_not_found")
    #expect(throws: HermesError.self) { try registry.follow(TaskID("x"), on: open) }
    #expect(!registry.renew(open, session: SessionID("old"), isAdmin: false))
  }

  @Test("A renewed stream belongs to its new session, and tells of the tasks that it follows")
  func renewed() throws {
    let registry = ConnectionRegistry(.init(perUser: 9, perAddress: 9))
    let closed = Closed()
    let id = try registry.add(closed.connection("1", user: "u", session: "s", task: nil))
    #expect(registry.renew(id, session: SessionID("new"), isAdmin: false))
    try registry.follow(TaskID("x"), on: id)
    try registry.follow(TaskID("y"), on: id)
    registry.unfollow(TaskID("y"), on: id)
    #expect(registry.stats(for: UserID("u"), isAdmin: false)["tasks"] == ["x": 1])
    registry.close(session: SessionID("s"))
    registry.close(task: TaskID("y"))
    #expect(closed.codes.withLock { $0 }.isEmpty)
    registry.close(task: TaskID("x"))
    #expect(closed.codes.withLock { $0 } == ["1": 4404])
    registry.close(session: SessionID("new"))
    #expect(closed.codes.withLock { $0 } == ["1": 4401])
  }
}
