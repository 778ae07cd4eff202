import NIOCore
import NIOHTTP1

/// How a connection becomes a WebSocket; what is said on it is its own business.
package struct SocketUpgrade: Sendable {
  /// Of a frame that a client sends.
  let maximumFrameBytes: Int
  /// Whether a handshake is for a socket, and can be answered. Others are the routes'.
  let isWanted: @Sendable (HTTPRequestHead) -> Bool
  /// What the answer says besides what RFC 6455 demands.
  let headers: @Sendable (HTTPRequestHead) -> HTTPHeaders
  /// Adds the socket's handler to the upgraded connection, on its loop.
  let add: @Sendable (any Channel, HTTPRequestHead) throws -> Void

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
