import HermesContract
import HermesEvents
import HermesStorage
import LineDoor
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import HermesOrchestration

/// What a door of another wire needs is there: it submits, follows and cancels, and knows nothing of the others.
@Suite(.timeLimit(.minutes(1)))
struct LineDoorTests {
  @Test(
    "A task that is begun at the door is followed to its end, from any position, each event once",
    arguments: StoreBackend.all)
  func following(_ backend: StoreBackend) async throws {
    try await withDoor(to: backend) { agents, client in
      try await client.send(["do": "submit", "query": "Write a function"])
      let task = try #require(try await client.line()["task"]?.string)
      try await client.send(["do": "follow", "task": .string(task)])
      var events: [JSONValue] = []
      while events.last?["type"]?.string != "agent_thinking" {
        events.append(try await client.line())
      }
      // What comes from here on is live.
      agents.release(step: 1)
      while events.last?["type"]?.string != "task_completed" {
        events.append(try await client.line())
      }
      #expect(events.map { $0["seq"]?.int ?? 0 } == Array(1...Int64(events.count)))
      try await client.send(["do": "follow", "task": .string(task), "after": 3])
      for event in events.dropFirst(3) { #expect(try await client.line() == event) }
      // Nothing comes after the last: the door is free again at once.
      let last = events.last?["seq"] ?? .null
      try await client.send(["do": "follow", "task": .string(task), "after": last])
      try await client.send(["do": "else"])
      #expect(try await client.line()["error"]?["code"]?.string == "invalid_field")
    }
  }

  @Test(
    "A cancel answers the receipt, the stream ends with it, and a second cancel is told so",
    arguments: StoreBackend.all)
  func cancelling(_ backend: StoreBackend) async throws {
    try await withDoor(to: backend) { _, client in
      try await client.send(["do": "submit", "query": "Write a function"])
      let task = try await client.line()["task"] ?? .null
      try await client.send(["do": "cancel", "task": task])
      let receipt = try await client.line()["receipt"]?.array ?? []
      #expect(receipt.allSatisfy { $0["outcome"]?.string == "stopped" })
      try await client.send(["do": "follow", "task": task])
      var last = JSONValue.null
      while last["type"]?.string != "task_failed" { last = try await client.line() }
      #expect(last["data"]?["error"]?["code"]?.string == "cancelled")
      for (request, code) in [("cancel", "task_ended"), ("fetch", "invalid_field")] {
        try await client.send(["do": .string(request), "task": task])
        #expect(try await client.line()["error"]?["code"]?.string == code)
      }
      try await client.send(["do": "follow", "task": "another's"])
      #expect(try await client.line()["error"]?["code"]?.string == "task_not_found")
    }
  }

  private func withDoor(
    to backend: StoreBackend, _ body: (ScriptedAgents, LineClient) async throws -> Void
  ) async throws {
    let bench = try await StoreBench(backend)
    let folder = try TemporaryFolder()
    let broadcaster = Broadcaster(
      eventLoops: MultiThreadedEventLoopGroup.singleton, store: bench.store)
    let journal = try Journal(
      store: bench.store, broadcaster: broadcaster, logger: JournalBench.logger)
    let agents = ScriptedAgents([try .writer()])
    agents.script(step: 1, .emit([.thinking("Let me see.")], then: .hold()))
    let orchestration = Orchestration(
      OrchestrationConfiguration(), journal: journal, broadcaster: broadcaster,
      store: bench.store, invoker: agents, index: try AgentIndex(), logger: JournalBench.logger)
    try await orchestration.start(isAfterDeath: false)
    let path = folder.file("door.sock")
    let (opened, open) = AsyncStream.makeStream(of: Void.self)
    let serving = Task {
      try await LineDoor(tasks: orchestration.tasks, user: bench.user.id).serve(path: path) {
        open.finish()
      }
    }
    for await _ in opened {}
    let client = try await LineClient(path)
    try await body(agents, client)
    try await client.close()
    serving.cancel()
    _ = await serving.result
    await orchestration.stop(grace: .zero)
    try await NIOThreadPool.singleton.runIfActive { journal.stop() }
    try await bench.close()
  }
}

/// Sends and reads lines of JSON.
private final class LineClient {
  private let channel: any Channel
  private var lines: AsyncThrowingStream<JSONValue, any Error>.AsyncIterator

  init(_ path: String) async throws {
    let (lines, received) = AsyncThrowingStream.makeStream(of: JSONValue.self)
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Lines(received))
        }
      }
      .connect(unixDomainSocketPath: path).get()
    self.lines = lines.makeAsyncIterator()
  }

  func send(_ json: JSONValue) async throws {
    try await channel.writeAndFlush(
      ByteBuffer(bytes: JSONWriter.bytes(json) + [UInt8(ascii: "\n")])
    ).get()
  }

  func line() async throws -> JSONValue { try await lines.next() ?? .null }

  func close() async throws { try await channel.close().get() }
}

private final class Lines: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let received: AsyncThrowingStream<JSONValue, any Error>.Continuation
  private var waiting: [UInt8] = []

  init(_ received: AsyncThrowingStream<JSONValue, any Error>.Continuation) {
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    waiting += unwrapInboundIn(data).readableBytesView
    while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
      received.yield(with: Result { try JSONParser.parse(Array(waiting[..<end])) })
      waiting.removeSubrange(...end)
    }
  }

  func channelInactive(context: ChannelHandlerContext) { received.finish() }
}
