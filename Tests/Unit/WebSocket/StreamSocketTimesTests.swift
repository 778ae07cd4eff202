import HermesContract
import NIOCore
import NIOWebSocket
import Testing

@testable import HermesWebSocket

/// What a socket does when its time has come.
@Suite(.timeLimit(.minutes(1)))
struct StreamSocketTimesTests {
  @Test("A client that answers no ping is given up at the third beat")
  func missingPongs() async throws {
    let socket = try await SocketBench()
    try await socket.connectFollowingNothing()
    for _ in 0..<2 {
      await socket.wait(30)
      #expect(try await socket.next() == .init(opcode: 0x9, payload: []))
    }
    #expect(socket.isOpen)
    await socket.wait(30)
    #expect(!socket.isOpen)
    #expect(try await socket.left().isEmpty && socket.server.connections.count == 0)
    try await socket.close()
  }

  @Test("A client that answers is kept")
  func pongs() async throws {
    let socket = try await SocketBench()
    try await socket.connectFollowingNothing()
    for _ in 0..<5 {
      await socket.wait(30)
      #expect(try await socket.next().opcode == 0x9)
      try await socket.send(SocketBench.frame(.pong, []))
    }
    #expect(socket.isOpen)
    try await socket.close()
  }

  @Test("The socket closes when its token expires, but not if a new one has come before")
  func expiry() async throws {
    for renews in [true, false] {
      let socket = try await SocketBench(tokenSeconds: 25)
      try await socket.connectFollowingNothing()
      if renews {
        let later = try await socket.server.token(seconds: 86_400)
        let renewal = #"{"type":"auth","token":"\#(later)"}"#
        // What comes behind as many as are worked for at a time waits until one of them is done.
        for _ in 0..<PendingCommands.atOnce { try await socket.send(text: renewal) }
        try await socket.send(text: "ping")
        #expect(try await socket.next().text == "pong")
      }
      await socket.wait(25)
      if renews {
        #expect(try await socket.left().isEmpty && socket.isOpen)
      } else {
        #expect(try await socket.next().closeCode == 4401)
      }
      try await socket.close()
    }
  }

  @Test("A token of somebody else, or of nobody, closes the socket")
  func badRenewal() async throws {
    for isForeign in [true, false] {
      let socket = try await SocketBench()
      let other = try await socket.server.register("eve").token
      try await socket.connectFollowingNothing()
      try await socket.send(text: #"{"type":"auth","token":"\#(isForeign ? other : "bad")"}"#)
      #expect(try await socket.next().closeCode == 4401)
      try await socket.close()
    }
  }

  @Test("A session that is ended closes its sockets")
  func revoked() async throws {
    let socket = try await SocketBench()
    try await socket.connectFollowingNothing()
    let sessions = try await socket.server.accounts.sessions(of: socket.user)
    for session in sessions {
      try await socket.server.accounts.endSession(
        session.id, of: socket.user, by: AuditActor(user: nil))
    }
    #expect(try await socket.next().closeCode == 4401)
    try await socket.close()
  }

  @Test("A task's stream ends with its last event, and its socket closes a while later")
  func ended() async throws {
    let socket = try await SocketBench()
    socket.server.agents.script(step: 1, .hold())
    let task = try await socket.server.submit(owner: socket.user)
    try await socket.connect(to: .task(task.text))
    #expect(try await socket.next().type == "connected")
    _ = try await socket.next(upTo: "agent_thinking")
    socket.server.agents.release(step: 1)
    let last = try await socket.next(upTo: "task_completed")
    #expect(last.map(\.type) == ["step_completed", "task_completed"])
    #expect(try await socket.left().isEmpty && socket.isOpen)
    await socket.wait(2)
    #expect(try await socket.next().closeCode == 1000)
    try await socket.close()
  }
}
