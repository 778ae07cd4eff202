import NIOCore
import NIOSSL

extension ChannelHandlerContext {
  /// Closes the connection without the farewell of TLS (RFC 8446, section 6.1). NIO waits five seconds for the peer's,
  /// and reads and decrypts all that a peer sends until then. On the connection's loop.
  func abandonConnection() {
    let tls = try? pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
    (tls ?? self).close(promise: nil)
  }
}
