import Glibc
import Synchronization

/// A descriptor that is held open so that it can be given up when there are no others: the operator
/// gets in even then.
package final class DescriptorReserve: Sendable {
  private let descriptor: Mutex<CInt>

  package init() { descriptor = Mutex(Self.openDescriptor()) }

  deinit { descriptor.withLock { if $0 >= 0 { _ = close($0) } } }

  /// - Returns: whether there is one free descriptor more than before.
  package func giveUp() -> Bool {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return false }
      close(descriptor)
      descriptor = -1
      return true
    }
  }

  /// Holds a descriptor again if it was given up and there is one.
  package func refill() {
    descriptor.withLock { if $0 < 0 { $0 = Self.openDescriptor() } }
  }

  private static func openDescriptor() -> CInt { Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }
}
