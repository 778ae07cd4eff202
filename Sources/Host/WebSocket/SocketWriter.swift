import Glibc
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
    // The descriptor of a connection that has ended may be somebody else's by now.
    guard context.channel.isActive else { return }
    let sent = isIdle ? send(bytes) : 0
    guard sent < bytes.count else { return onWritten() }
    waiting += 1
    let promise = context.eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenSuccess {
      self.waiting -= 1
      onWritten()
    }
    let rest = context.channel.allocator.buffer(bytes: bytes.dropFirst(sent))
    context.writeAndFlush(NIOAny(IOData.byteBuffer(rest)), promise: promise)
  }

  /// What the kernel takes at once need not be copied for the channel, and that is nearly always
  /// all. An error is found again, and dealt with, by the channel.
  /// - Returns: how many bytes are gone.
  private func send(_ bytes: some Collection<UInt8>) -> Int {
    guard descriptor >= 0, context.channel.isWritable else { return 0 }
    let sent = bytes.withContiguousStorageIfAvailable {
      Glibc.send(descriptor, $0.baseAddress, $0.count, LoopHub.sendFlags)
    }
    return max(0, sent ?? 0)
  }
}
