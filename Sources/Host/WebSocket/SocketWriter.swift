import HermesEvents
import NIOCore
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Writes finished frames to an upgraded connection, behind the frame encoder. All on its loop.
///
/// Others may `send` on `descriptor` themselves, but only while `isIdle`: what the channel still
/// holds must go first, or frames would be cut in two.
final class SocketWriter {
  private let context: ChannelHandlerContext
  private var waiting = 0
  /// -1 with TLS, which only the channel can write.
  let descriptor: CInt

  var isIdle: Bool { waiting == 0 }

  init(_ channel: any Channel) throws {
    let operations = channel.pipeline.syncOperations
    context = try operations.context(handlerType: WebSocketFrameEncoder.self)
    let isSecure = (try? operations.context(handlerType: NIOSSLServerHandler.self)) != nil
    descriptor =
      isSecure
      ? -1
      : try operations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { $0 } ?? -1
  }

  /// - Parameter onWritten: on the loop, when the kernel has taken everything; not if the
  ///   connection ends before.
  func write(_ bytes: some Collection<UInt8>, onWritten: @escaping () -> Void = {}) {
    waiting += 1
    let promise = context.eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenSuccess {
      self.waiting -= 1
      onWritten()
    }
    context.writeAndFlush(
      NIOAny(IOData.byteBuffer(context.channel.allocator.buffer(bytes: bytes))), promise: promise)
  }
}
