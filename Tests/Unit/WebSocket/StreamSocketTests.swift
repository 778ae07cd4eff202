import HermesContract
import HermesStreams
import NIOCore
import NIOWebSocket
import Testing

@testable import HermesWebSocket

/// What a client may send on a socket, and how the socket ends.
@Suite(.timeLimit(.minutes(1)))
struct StreamSocketTests {
  @Test("A socket says first that it is connected, and to whom")
  func connected() async throws {
    try await withSocket { socket in
      try await socket.connect()
      let first = try await socket.next()
      #expect(first.type == "connected")
      #expect(first.json["data"]?["user_id"]?.string == socket.user.text)
      #expect(first.json["data"]?["follow"]?.string == "all")
      #expect(socket.server.connections.count == 1)
    }
  }

  @Test("A ping is answered with its payload, in words as well")
  func ping() async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.send(SocketBench.frame(.ping, [1, 2, 3]))
      #expect(try await socket.next() == .init(opcode: 0xA, payload: [1, 2, 3]))
      try await socket.send(text: "ping")
      #expect(try await socket.next().text == "pong")
    }
  }

  @Test("Text in fragments is one message, with a ping in between")
  func fragments() async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.send(
        SocketBench.frame(.text, "pi".utf8, isLast: false), SocketBench.frame(.ping, [7]),
        SocketBench.frame(.continuation, "ng".utf8))
      #expect(try await socket.next() == .init(opcode: 0xA, payload: [7]))
      #expect(try await socket.next().text == "pong")
    }
  }

  @Test(
    "A message that nobody knows is answered with an error, and the socket goes on",
    arguments: ["{", "[]", "hello", #"{"type":7}"#, #"{"type":"shout"}"#, ""])
  func unknownMessage(text: String) async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.send(text: text)
      let answer = try await socket.next()
      #expect(answer.type == "error" && answer.code == "unknown_frame")
      try await socket.send(text: "ping")
      #expect(try await socket.next().text == "pong")
    }
  }

  @Test("A binary message is answered with an error, and the socket goes on")
  func binary() async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.send(SocketBench.frame(.binary, [1, 2]))
      #expect(try await socket.next().code == "unknown_frame")
      #expect(socket.isOpen)
    }
  }

  @Test(
    "A frame that breaks the protocol closes the socket with what it broke",
    arguments: [
      (SocketBench.frame(.text, [0xFF]), 1007),
      (SocketBench.frame(.text, "ping".utf8, isMasked: false), 1002),
      (SocketBench.frame(.continuation, "ping".utf8), 1002),
      (SocketBench.frame(.connectionClose, [1]), 1002),
      (SocketBench.frame(.text, repeatElement(0x78, count: 65_537)), 1009),
    ])
  func faults(frame: WebSocketFrame, code: Int) async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.send(frame, SocketBench.frame(.text, "ping".utf8))
      #expect(try await socket.next().closeCode == code)
      // Nothing is taken or sent after it.
      await socket.wait(1)
      #expect(try await socket.left().isEmpty && !socket.isOpen)
    }
  }

  @Test("The client's close is answered with its code, and the server closes the connection")
  func closeByClient() async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.send(SocketBench.frame(.connectionClose, [0x03, 0xE9]))
      #expect(try await socket.next().closeCode == 1001)
      #expect(!socket.isOpen && socket.server.connections.count == 0)
    }
  }

  @Test("The server's close waits for the client's, but not longer than a second")
  func closeByServer() async throws {
    for answers in [true, false] {
      try await withSocket { socket in
        try await socket.connectFollowingNothing()
        try await socket.fire(ChannelShouldQuiesceEvent())
        #expect(try await socket.next().closeCode == 1012)
        try await socket.send(text: "ping")
        #expect(try await socket.left().isEmpty && socket.isOpen)
        if answers {
          try await socket.send(SocketBench.frame(.connectionClose, [0x03, 0xF4]))
        } else {
          await socket.wait(1)
        }
        #expect(!socket.isOpen)
      }
    }
  }

  @Test("A client that has hung up is gone")
  func hungUp() async throws {
    try await withSocket { socket in
      try await socket.connectFollowingNothing()
      try await socket.fire(ChannelEvent.inputClosed)
      #expect(!socket.isOpen && socket.server.connections.count == 0)
    }
  }

  @Test(
    "Who may not follow is told why in a frame, and with the code of the close",
    arguments: [(nil, "missing_token", 4401), ("bad", "invalid_token", 4401)]
      as [(String?, String, Int)])
  func refused(token: String?, code: String, closeCode: Int) async throws {
    try await withSocket { socket in
      try await socket.connect { $0.token = token }
      #expect(try await socket.next().code == code)
      #expect(try await socket.next().closeCode == closeCode)
      #expect(socket.server.connections.count == 0)
    }
  }

  @Test("Another's task is like one that does not exist")
  func foreignTask() async throws {
    try await withSocket { socket in
      let task = try await socket.server.submit()
      try await socket.connect(to: .task(task.text))
      #expect(try await socket.next().code == "task_not_found")
      #expect(try await socket.next().closeCode == 4404)
    }
  }

  @Test("What a client sends before it is known is taken afterwards, in its order")
  func early() async throws {
    try await withSocket { socket in
      try await socket.connect(early: [
        SocketBench.frame(.ping, [1]), SocketBench.frame(.text, "ping".utf8),
      ])
      #expect(try await socket.next().type == "connected")
      #expect(try await socket.next() == .init(opcode: 0xA, payload: [1]))
      #expect(try await socket.next().text == "pong")
    }
  }

  @Test("Who sends much before it is known is sent away")
  func tooMuchEarly() async throws {
    try await withSocket { socket in
      let frames = Array(
        repeating: SocketBench.frame(.text, "ping".utf8), count: EarlyFrames.maximumFrames + 1)
      try await socket.connect(early: frames)
      #expect(try await socket.next().closeCode == 1008)
      await socket.wait(1)
      #expect(try await socket.left().isEmpty && !socket.isOpen)
    }
  }

  @Test("Who sends too many frames in a short time is sent away")
  func tooManyFrames() async throws {
    try await withSocket { socket in
      try await socket.connect(framesPerSecond: 1)
      _ = try await socket.next()
      try await socket.send(
        Array(repeating: SocketBench.frame(.text, "ping".utf8), count: 100))
      var last = try await socket.next()
      while last.text == "pong" { last = try await socket.next() }
      #expect(last.code == "too_many_frames")
      #expect(try await socket.next().closeCode == 1008)
    }
  }

  private func withSocket(_ body: (SocketBench) async throws -> Void) async throws {
    let socket = try await SocketBench()
    try await body(socket)
    try await socket.close()
  }
}
