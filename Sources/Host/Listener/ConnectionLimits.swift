import NIOCore

/// How long a connection may do nothing, and how much.
package struct ConnectionLimits: Sendable {
  /// From accepting a connection to the whole head of its first request; the TLS handshake included.
  package var firstRequest = TimeAmount.seconds(10)
  /// From a request's head to the end of its body.
  package var request = TimeAmount.seconds(30)
  /// Between two requests. Longer than the 60 s after which proxies commonly give a connection up, so
  /// that it is never this side that ends one while the next request is on its way.
  package var idle = Duration.seconds(75)
  /// How long a client may take nothing of an answer that waits for it.
  package var unreadAnswer = TimeAmount.seconds(30)
  /// Frames that the client of a socket may send a second; ten times as many at once.
  package var framesPerSecond = 100

  package init() {}
}
