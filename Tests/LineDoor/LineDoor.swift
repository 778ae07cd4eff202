import HermesContract
import HermesOrchestration
import NIOCore
import NIOPosix

/// A door in seventy lines, to show what one takes: newline-delimited JSON over a Unix socket, for one user.
///
///     {"do": "submit", "query": "…"}              -> {"task": ID}
///     {"do": "follow", "task": ID, "after": SEQ}  -> its events, to the last
///     {"do": "cancel", "task": ID}                -> {"receipt": […]}
package struct LineDoor: Sendable {
  private let tasks: TaskService
  private let user: UserID

  package init(tasks: TaskService, user: UserID) { (self.tasks, self.user) = (tasks, user) }

  /// Serves until the surrounding task is cancelled.
  package func serve(path: String, onOpen: @Sendable () -> Void) async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    onOpen()
    try await server.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        for try await connection in connections {
          group.addTask { try? await talk(on: connection) }
        }
      }
    }
  }

  private func talk(on connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
    try await connection.executeThenClose { inbound, outbound in
      var waiting: [UInt8] = []
      for try await chunk in inbound {
        waiting += chunk.readableBytesView
        guard waiting.count <= 1 << 20 else { return }
        while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
          let line = Array(waiting[..<end])
          waiting.removeSubrange(...end)
          let write = { (bytes: [UInt8]) in
            try await outbound.write(ByteBuffer(bytes: bytes + [UInt8(ascii: "\n")]))
          }
          do { try await answer(try JSONParser.parse(line), write) } catch let error as HermesError
          {
            try await write(JSONWriter.bytes(["error": error.json]))
          }
        }
      }
    }
  }

  private func answer(_ json: JSONValue, _ write: ([UInt8]) async throws -> Void) async throws {
    let id = TaskID(json["task"]?.string ?? "")
    switch json["do"]?.string {
    case "submit":
      let message = Message(parts: [Part(text: json["query"]?.string ?? "")])
      let (task, _) = try await tasks.submit(TaskRequest(owner: user, message: message))
      try await write(JSONWriter.bytes(["task": .string(task.id.text)]))
    case "follow":
      let after = json["after"]?.int ?? 0
      for try await event in try await tasks.follow(id, owner: user, after: after) {
        try await write(event.json)
      }
    case "cancel":
      let receipt = try await tasks.cancel(id, owner: user)
      try await write(JSONWriter.bytes(["receipt": .array(receipt.map(\.json))]))
    default: throw HermesError(.invalidField, message: "do must be submit, follow or cancel.")
    }
  }
}
