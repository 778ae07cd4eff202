import NIOCore

/// How long a connection may be inactive, and how much it may do.
package struct ConnectionLimits: Sendable {
  /// From accepting a connection to the complete head of its first request, including the TLS
  /// handshake.
  package var firstRequest = TimeAmount.seconds(10)
  /// From the head of a request to the end of its body.
  package var request = TimeAmount.seconds(30)
  /// Between two requests. Longer than the 60 s after which proxies commonly close a connection, so
  /// that this side never closes one while the next request is on its way.
  package var idle = Duration.seconds(75)
  /// How long a client may leave an answer unread.
  package var unreadAnswer = TimeAmount.seconds(30)
  /// Frames that the client of a socket may send per second; ten times as many in a burst.
  package var framesPerSecond = 100

  /// The defaults.
  package init() {}
}
