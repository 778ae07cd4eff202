import Glibc
import Synchronization

/// A descriptor that is kept open so that it can be given up in a shortage: the operator can
/// connect even then.
package final class DescriptorReserve: Sendable {
  private let descriptor: Mutex<CInt>

  /// Opens the descriptor; without one there is nothing to give up.
  package init() { descriptor = Mutex(Self.openDescriptor()) }

  deinit { descriptor.withLock { if $0 >= 0 { _ = close($0) } } }

  /// - Returns: whether there is one more free descriptor than before.
  package func giveUp() -> Bool {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return false }
      close(descriptor)
      descriptor = -1
      return true
    }
  }

  /// Opens a descriptor again if it was given up and one is available.
  /// - Returns: whether there is one to give up now.
  @discardableResult
  package func refill() -> Bool {
    descriptor.withLock { descriptor in
      if descriptor < 0 { descriptor = Self.openDescriptor() }
      return descriptor >= 0
    }
  }

  /// Whether it was given up and has not been refilled.
  var isMissing: Bool { descriptor.withLock { $0 < 0 } }

  private static func openDescriptor() -> CInt { Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }
}
