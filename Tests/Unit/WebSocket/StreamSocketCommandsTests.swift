import HermesContract
import Testing

@testable import HermesWebSocket

/// What a client asks for on a socket: tasks to follow, to cancel and to answer.
@Suite(.timeLimit(.minutes(1)))
struct StreamSocketCommandsTests {
  @Test("A task that is subscribed to is told from its beginning, and live, until it has ended")
  func subscribe() async throws {
    let socket = try await SocketBench()
    socket.server.agents.script(step: 1, .hold())
    let task = try await socket.server.submit(owner: socket.user)
    await socket.server.agents.untilOpen("1.1")
    try await socket.connectFollowingNothing()
    try await socket.send(text: #"{"type":"subscribe","task_id":"\#(task)"}"#)
    let subscribed = try await socket.next()
    #expect(subscribed.type == "subscribed")
    #expect(subscribed.json["data"]?["task_id"]?.string == task.text)
    let history = try await socket.next(upTo: "agent_thinking")
    #expect(
      history.map(\.type) == [
        "task_created", "execution_started", "step_started", "agent_thinking",
      ])
    socket.server.agents.release(step: 1)
    let rest = try await socket.next(upTo: "unsubscribed")
    #expect(rest.map(\.type) == ["step_completed", "task_completed", "unsubscribed"])
    #expect(rest.last?.json["data"]?["reason"]?.string == "task_ended")
    #expect(rest.last?.json["data"]?["last_seq"]?.int == 6 && socket.isOpen)
    try await socket.close()
  }

  @Test("A task is followed after a position, and once")
  func position() async throws {
    let (socket, task) = try await withRunningTask()
    try await socket.send(text: #"{"type":"subscribe","task_id":"\#(task)","after":3}"#)
    #expect(try await socket.next().type == "subscribed")
    #expect(try await socket.next().json["seq"]?.int == 4)
    try await socket.send(text: #"{"type":"subscribe","task_id":"\#(task)"}"#)
    #expect(try await socket.next().code == "already_subscribed")
    try await socket.send(text: #"{"type":"subscribe","task_id":"x","after":-1}"#)
    #expect(try await socket.next().code == "invalid_field")
    try await socket.close()
  }

  @Test("After it is unsubscribed from, nothing of a task comes, and it runs on")
  func unsubscribe() async throws {
    let (socket, task) = try await withRunningTask()
    try await socket.send(text: #"{"type":"subscribe","task_id":"\#(task)"}"#)
    _ = try await socket.next(upTo: "agent_thinking")
    try await socket.send(text: #"{"type":"unsubscribe","task_id":"\#(task)"}"#)
    let unsubscribed = try await socket.next()
    #expect(unsubscribed.type == "unsubscribed")
    #expect(unsubscribed.json["data"]?["reason"]?.string == "requested")
    #expect(unsubscribed.json["data"]?["last_seq"]?.int == 4)
    socket.server.agents.release(step: 1)
    await socket.server.tasks.waitForEnd(of: task, atMost: .seconds(60))
    try await socket.send(text: #"{"type":"unsubscribe","task_id":"\#(task)"}"#)
    #expect(try await socket.next().code == "not_subscribed")
    try await socket.close()
  }

  @Test(
    "What can't be followed is refused, and the socket goes on",
    arguments: [
      (#"{"type":"subscribe","task_id":"nothing"}"#, "task_not_found"),
      (#"{"type":"subscribe"}"#, "missing_field"),
      (#"{"type":"unsubscribe","task_id":"nothing"}"#, "not_subscribed"),
    ])
  func refused(text: String, code: String) async throws {
    let socket = try await SocketBench()
    try await socket.connectFollowingNothing()
    try await socket.send(text: text)
    #expect(try await socket.next().code == code)
    try await socket.send(text: "ping")
    #expect(try await socket.next().text == "pong")
    try await socket.close()
  }

  @Test("A socket that follows all tasks of its user takes no subscriptions")
  func followsAll() async throws {
    let socket = try await SocketBench()
    try await socket.connect()
    _ = try await socket.next()
    try await socket.send(text: #"{"type":"subscribe","task_id":"x"}"#)
    #expect(try await socket.next().code == "already_following")
    try await socket.close()
  }

  @Test("A task that is cancelled by a frame says so on its stream, and a second cancel is refused")
  func cancel() async throws {
    let socket = try await SocketBench()
    socket.server.agents.script(step: 1, .hold())
    let task = try await socket.server.submit(owner: socket.user)
    await socket.server.agents.untilOpen("1.1")
    try await socket.connect(to: .task(task.text))
    _ = try await socket.next(upTo: "agent_thinking")
    try await socket.send(text: #"{"type":"cancel"}"#)
    let last = try #require(try await socket.next(upTo: "task_failed").last)
    #expect(last.json["data"]?["error"]?["code"]?.string == "cancelled")
    #expect(last.json["data"]?["receipt"]?.array?.count == 1)
    // A cancel that comes when the task is just leaving has no error.
    while (try? await socket.server.tasks.cancel(task, owner: socket.user)) != nil {}
    try await socket.send(text: #"{"type":"cancel"}"#)
    #expect(try await socket.next().code == "task_ended")
    try await socket.close()
  }

  @Test("An answer by a frame has the task go on; one to no question is refused")
  func answer() async throws {
    let socket = try await SocketBench()
    socket.server.agents.script(step: 1, .ask("Which?"))
    let task = try await socket.server.submit(owner: socket.user)
    try await socket.connect(to: .task(task.text))
    _ = try await socket.next(upTo: "input_required")
    try await socket.send(text: #"{"type":"input","text":"That."}"#)
    let types = try await socket.next(upTo: "task_completed").map(\.type)
    #expect(types.prefix(2) == ["input_received", "task_resumed"])
    #expect(socket.server.agents.invocations.last?.input?.text == "That.")
    try await socket.send(text: #"{"type":"input","text":"That."}"#)
    #expect(try await socket.next().code == "no_open_input")
    try await socket.close()
  }

  @Test("While many commands wait nothing more is read, and afterwards reading goes on")
  func backpressure() async throws {
    let socket = try await SocketBench(cancelGrace: .seconds(3600))
    // Its cancel lasts until it is released.
    socket.server.agents.script(step: 1, .hold(heedsCancel: false))
    let task = try await socket.server.submit(owner: socket.user)
    await socket.server.agents.untilOpen("1.1")
    try await socket.connectFollowingNothing()
    let cancel = SocketBench.frame(.text, #"{"type":"cancel","task_id":"\#(task)"}"#.utf8)
    let ping = SocketBench.frame(.text, "ping".utf8)
    try await socket.send(Array(repeating: cancel, count: PendingCommands.atOnce))
    try await socket.send(Array(repeating: ping, count: PendingCommands.maximumWaiting - 1))
    let before = socket.readCount
    try await socket.read()
    #expect(socket.readCount == before + 1)
    try await socket.send(ping)
    try await socket.read()
    #expect(socket.readCount == before + 1)
    #expect(try await socket.left().isEmpty)
    socket.server.agents.release(step: 1)
    for _ in 0..<PendingCommands.maximumWaiting {
      var frame = try await socket.next()
      // Of two cancels one may find that it has ended.
      while frame.code == "task_ended" { frame = try await socket.next() }
      #expect(frame.text == "pong")
    }
    await until { socket.readCount == before + 2 }
    try await socket.close()
  }

  @Test("A task that is deleted is not followed any more, and its socket goes on")
  func deleted() async throws {
    let (socket, task) = try await withRunningTask()
    try await socket.send(text: #"{"type":"subscribe","task_id":"\#(task)"}"#)
    _ = try await socket.next(upTo: "agent_thinking")
    try await socket.server.tasks.delete(task, owner: socket.user)
    let last = try #require(try await socket.next(upTo: "unsubscribed").last)
    #expect(["task_deleted", "task_ended"].contains(last.json["data"]?["reason"]?.string))
    #expect(socket.isOpen)
    try await socket.close()
  }

  /// A socket that follows nothing yet, and a task of its user that is at its agent.
  private func withRunningTask() async throws -> (SocketBench, TaskID) {
    let socket = try await SocketBench()
    socket.server.agents.script(step: 1, .hold())
    let task = try await socket.server.submit(owner: socket.user)
    await socket.server.agents.untilOpen("1.1")
    try await socket.connectFollowingNothing()
    return (socket, task)
  }
}
