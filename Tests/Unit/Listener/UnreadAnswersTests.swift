import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HermesListener

@Suite(.timeLimit(.minutes(1)))
struct UnreadAnswersTests {
  /// Takes writes and does not send them until it is asked to.
  private final class SlowKernel: ChannelOutboundHandler {
    typealias OutboundIn = HTTPServerResponsePart

    private var held: [EventLoopPromise<Void>?] = []

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      held.append(promise)
    }

    func flush(context: ChannelHandlerContext) {}

    func send() { held.removeFirst()?.succeed() }
  }

  private let channel = NIOAsyncTestingChannel()

  private func add() async throws {
    try await channel.testingEventLoop.executeInContext {
      try channel.pipeline.syncOperations.addHandlers(SlowKernel(), UnreadAnswers(.hours(1)))
    }
  }

  private func write() async throws {
    try await channel.testingEventLoop.executeInContext {
      channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: "a"))), promise: nil)
    }
  }

  private func send() async throws {
    try await channel.testingEventLoop.executeInContext {
      try channel.pipeline.syncOperations.handler(type: SlowKernel.self).send()
    }
  }

  /// How many wait for the end of what was written.
  private func draining() async throws -> Int {
    try await channel.testingEventLoop.executeInContext {
      try channel.pipeline.syncOperations.handler(type: UnreadAnswers.self).drained.count
    }
  }

  @Test("An answer is drained when all of its parts have been sent")
  func drained() async throws {
    try await add()
    // Nothing is written yet.
    await UnreadAnswers.drain(channel)
    try await write()
    try await write()
    async let isDrained: Void = UnreadAnswers.drain(channel)
    try await eventually { try await draining() == 1 }
    try await send()
    #expect(try await draining() == 1)
    try await send()
    await isDrained
    #expect(try await draining() == 0)
    _ = try await channel.finish(acceptAlreadyClosed: true)
  }

  @Test("A connection that has ended holds nothing")
  func ended() async throws {
    await UnreadAnswers.drain(channel)
    try await channel.close()
    await UnreadAnswers.drain(channel)
  }
}
