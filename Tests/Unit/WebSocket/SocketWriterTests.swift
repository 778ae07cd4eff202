import Glibc
import NIOCore
import NIOPosix
import NIOWebSocket
import Testing

@testable import HermesWebSocket

struct SocketWriterTests {
  /// What arrives at a descriptor that has the number of one that was closed.
  private enum Outcome {
    case arrived(Int)
    /// Another test has got the number.
    case taken
  }

  @Test("Nothing is written to whoever has the descriptor of a connection that has ended")
  func reused() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let server = try await ServerBootstrap(group: loops).bind(host: "127.0.0.1", port: 0).get()
    let address = try #require(server.localAddress)
    var outcome = Outcome.taken
    for _ in 0..<50 {
      guard case .taken = outcome else { break }
      let (channel, writer) = try await ClientBootstrap(group: loops).connect(to: address)
        .flatMapThrowing {
          channel in
          try channel.pipeline.syncOperations.addHandler(WebSocketFrameEncoder())
          return (channel, NIOLoopBound(try SocketWriter(channel), eventLoop: channel.eventLoop))
        }.get()
      outcome = try await channel.eventLoop.submit {
        Self.write(with: writer.value, afterEndOf: channel)
      }
      .get()
    }
    guard case .arrived(let bytes) = outcome else {
      Issue.record("the number of the descriptor could not be had")
      return
    }
    #expect(bytes <= 0)
    try await server.close().get()
    try await loops.shutdownGracefully()
  }

  private static func write(
    with writer: SocketWriter, afterEndOf channel: any Channel
  ) -> Outcome {
    let number = writer.descriptor
    channel.close(promise: nil)
    let again = fcntl(number, F_DUPFD_CLOEXEC, number)
    guard again < 0 else {
      close(again)
      return .taken
    }
    var pair: [CInt] = [0, 0]
    guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &pair) == 0 else { return .taken }
    defer { for descriptor in pair { close(descriptor) } }
    // The lowest number that is free is mostly the one that has just become so.
    guard let index = pair.firstIndex(of: number) else { return .taken }
    let other = pair[1 - index]
    writer.write(Array("late".utf8))
    var buffer = [UInt8](repeating: 0, count: 16)
    return .arrived(recv(other, &buffer, buffer.count, CInt(MSG_DONTWAIT)))
  }
}
