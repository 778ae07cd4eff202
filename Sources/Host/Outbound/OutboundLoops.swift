import NIOPosix

/// Event loops for connections that this process opens, separate from those that serve clients: a
/// peer that keeps a loop busy delays other outbound calls, but no client. They live as long as the
/// process.
package enum OutboundLoops {
  /// For calls of remote agents.
  package static let agents = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  /// For calls of models.
  package static let models = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
