import Glibc
import HermesThreads

/// Threads that read responses to this process, because peers determine how much there is to read,
/// and the common pool serves everyone. They use half of the processors; the other half serves
/// clients. They live as long as the process.
package enum OutboundThreads {
  private static let limit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)

  /// For responses of remote agents.
  package static let agents = ThreadExecutor("remote-agents", limit: limit)
  /// For responses of models.
  package static let models = ThreadExecutor("models", limit: limit)
}
