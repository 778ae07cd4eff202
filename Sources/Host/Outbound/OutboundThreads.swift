import Glibc
import HermesThreads

/// Threads on which answers to this process are read: how much there is to read of one is the peer's choice, and the
/// common pool is everybody's. Half of the processors: the other half serves clients. They live as long as the process.
package enum OutboundThreads {
  private static let limit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)

  package static let agents = ThreadExecutor("remote-agents", limit: limit)
  package static let models = ThreadExecutor("models", limit: limit)
}
