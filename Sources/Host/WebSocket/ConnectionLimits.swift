import NIOCore

/// How long a connection may do nothing, and how much.
package struct ConnectionLimits: Sendable {
  /// From accepting a connection to the whole head of its first request; the TLS handshake included.
  package var firstRequest = TimeAmount.seconds(10)
  /// Between two requests.
  package var idle = Duration.seconds(60)
  /// Frames that the client of a socket may send a second; ten times as many at once.
  package var framesPerSecond = 100

  package init() {}
}
