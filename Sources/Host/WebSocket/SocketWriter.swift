import Glibc
import HermesEvents
import NIOCore
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Writes finished frames to an upgraded connection, past the frame encoder. On its loop only.
///
/// Others may `send` on `descriptor` themselves, but only while `isIdle`: pending output of the
/// channel must go first, or frames would be cut in two.
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

  /// - Parameter onWritten: called on the loop once the kernel has accepted everything; not if the
  ///   connection ends before.
  func write(_ bytes: some Collection<UInt8>, onWritten: @escaping () -> Void = {}) {
    // The descriptor of an ended connection may already be in use by another one.
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

  /// Sends directly what the kernel accepts, which is nearly always everything, so that the channel
  /// need not copy it. The channel will encounter and handle an error again.
  /// - Returns: how many bytes were sent.
  private func send(_ bytes: some Collection<UInt8>) -> Int {
    guard descriptor >= 0, context.channel.isWritable else { return 0 }
    let sent = bytes.withContiguousStorageIfAvailable {
      Glibc.send(descriptor, $0.baseAddress, $0.count, LoopHub.sendFlags)
    }
    return max(0, sent ?? 0)
  }
}
