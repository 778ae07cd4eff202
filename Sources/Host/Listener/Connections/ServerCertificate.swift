import HermesContract
import NIOSSL
import Synchronization

/// The identity that new connections are shown; one that is replaced stays with those that have it.
package final class ServerCertificate: Sendable {
  private let identity: Mutex<TLSIdentity>

  package init(_ identity: TLSIdentity) { self.identity = Mutex(identity) }

  var context: NIOSSLContext { identity.withLock { $0.context } }

  /// For connections that are accepted from now on.
  package func replace(with new: TLSIdentity) { identity.withLock { $0 = new } }
}
