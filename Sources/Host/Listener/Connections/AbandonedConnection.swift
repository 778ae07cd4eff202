import NIOCore
import NIOSSL

extension ChannelHandlerContext {
  /// Closes the connection without TLS's close_notify (RFC 8446, section 6.1). NIO would wait five
  /// seconds for the peer's, and until then read and decrypt everything the peer sends. On the
  /// connection's loop.
  func abandonConnection() {
    let tls = try? pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
    (tls ?? self).close(promise: nil)
  }
}
