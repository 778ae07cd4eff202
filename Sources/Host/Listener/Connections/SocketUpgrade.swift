import NIOCore
import NIOHTTP1

/// How a connection becomes a WebSocket, whatever protocol is then spoken on it.
package struct SocketUpgrade: Sendable {
  /// The largest frame from a client.
  let maximumFrameBytes: Int
  /// Whether a handshake is for a socket and can be answered. Routes answer the others.
  let isWanted: @Sendable (HTTPRequestHead) -> Bool
  /// The headers of the answer besides those that RFC 6455 requires.
  let headers: @Sendable (HTTPRequestHead) -> HTTPHeaders
  /// Adds the socket's handler to the upgraded connection, on its loop.
  let add: @Sendable (any Channel, HTTPRequestHead) throws -> Void

  /// All closures are called on the connection's loop.
  package init(
    maximumFrameBytes: Int, isWanted: @escaping @Sendable (HTTPRequestHead) -> Bool,
    headers: @escaping @Sendable (HTTPRequestHead) -> HTTPHeaders,
    add: @escaping @Sendable (any Channel, HTTPRequestHead) throws -> Void
  ) {
    self.maximumFrameBytes = maximumFrameBytes
    self.isWanted = isWanted
    self.headers = headers
    self.add = add
  }
}
