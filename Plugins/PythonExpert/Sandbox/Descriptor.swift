import Glibc

/// An open file descriptor above the standard ones; close-on-exec, closed with its last reference.
final class Descriptor: Sendable {
  let number: Int32

  /// Moves `raw` out of the range of the child's own descriptors.
  init(moving raw: Int32) {
    number = fcntl(raw, F_DUPFD_CLOEXEC, 10)
    close(raw)
  }

  deinit { close(number) }
}
