import NIOPosix

/// Event loops of connections that this process opens, apart from those that serve clients: a peer that keeps one busy
/// is in the way of others that are called, and of nobody who asks. They live as long as the process.
package enum OutboundLoops {
  package static let agents = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  package static let models = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
