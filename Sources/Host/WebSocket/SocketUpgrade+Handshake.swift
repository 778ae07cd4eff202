import HermesCompression
import HermesListener
import NIOCore
import NIOHTTP1

extension SocketUpgrade {
  /// The sockets of this server: with permessage-deflate if the client offers it, and the
  /// subprotocol `bearer` if that carried the token.
  /// - Parameters:
  ///   - maximumMessageBytes: of a message from a client.
  ///   - isSocketPath: whether a request target is a socket's.
  ///   - add: adds the socket's handler to the upgraded connection, on its loop.
  init(
    maximumMessageBytes: Int, isSocketPath: @escaping @Sendable (String) -> Bool,
    add: @escaping @Sendable (any Channel, HTTPRequestHead, DeflateAgreement?) throws -> Void
  ) {
    self.init(
      maximumFrameBytes: FrameRules.maximumFrameBytes(ofMessage: maximumMessageBytes),
      isWanted: {
        isSocketPath($0.uri) && DeflateAgreement.isReadable($0.headers[Self.extensions])
      },
      headers: { head in
        var headers = HTTPHeaders()
        if SocketRoute.subprotocols(head).first == "bearer" {
          headers.add(name: "Sec-WebSocket-Protocol", value: "bearer")
        }
        if let agreement = Self.agreement(head) {
          headers.add(name: Self.extensions, value: agreement.header)
        }
        return headers
      }, add: { try add($0, $1, Self.agreement($1)) })
  }

  private static let extensions = "Sec-WebSocket-Extensions"

  private static func agreement(_ head: HTTPRequestHead) -> DeflateAgreement? {
    DeflateAgreement.negotiate(head.headers[extensions])
  }
}
