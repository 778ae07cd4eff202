import Glibc

/// Reads small files that decide what the server does: manifests, keys, signatures.
package enum BoundedFile {
  /// Why a file was not read.
  package enum Refusal: Error, Sendable {
    /// The system's error text.
    case unreadable(String)
    case notRegular
    /// Any user can write it, and could choose what code the server runs.
    case writableByOthers
    case tooLarge
    /// Only when the file has to be trusted.
    case untrusted(TrustedPath.Fault)
  }

  /// Reads the whole file. Blocks for the duration of the read; a pipe or a device is refused
  /// without waiting.
  /// - Parameters:
  ///   - maximum: bytes.
  ///   - isTrusted: whether to require that no other user can change the file or any folder or link
  ///     on its path (`TrustedPath`).
  package static func read(
    _ path: String, maximum: Int, isTrusted: Bool = false
  ) throws(Refusal) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    guard status.st_mode & S_IWOTH == 0 else { throw .writableByOthers }
    if isTrusted, let fault = TrustedPath.fault(path, openedAs: descriptor) {
      throw .untrusted(fault)
    }
    var bytes = [UInt8](repeating: 0, count: maximum + 1)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { throw unreadable }
      if more == 0 { break }
      count += more
    }
    guard count <= maximum else { throw .tooLarge }
    return Array(bytes.prefix(count))
  }

  private static var unreadable: Refusal { .unreadable(String(cString: strerror(errno))) }
}
