import Logging
import Synchronization

/// Remembers that requests came through a proxy that is not trusted, and logs it once: all of its
/// clients count as one address, which operators otherwise find out by its limits. A client can
/// send such fields itself, so it is a hint and nothing else.
final class UntrustedProxy: Sendable {
  private let logger: Logger
  private let first = Mutex<String?>(nil)

  init(logger: Logger) { self.logger = logger }

  /// The address of the first one; nil if there was none.
  var address: String? { first.withLock { $0 } }

  func notice(_ peer: String) {
    let isNew = first.withLock { first in
      guard first == nil else { return false }
      first = peer
      return true
    }
    guard isNew else { return }
    logger.warning(
      "a request came through a proxy that is not in trusted_proxies; all its clients count as one address",
      metadata: ["proxy": "\(peer)"])
  }
}
