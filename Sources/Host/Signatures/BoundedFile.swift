import Glibc

/// Small files of keys and signatures.
enum BoundedFile {
  /// Blocks for the time of a read. Anything but a regular file is refused and not waited for.
  static func read(_ path: String, maximum: Int) throws(SignatureError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SignatureError(path, "it is not a regular file", cure: "check the path")
    }
    // Whoever can write a trusted key can have anything loaded.
    guard status.st_mode & S_IWOTH == 0 else {
      throw SignatureError(
        path, "it can be written by other users", cure: "run: chmod o-w \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: maximum + 1)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { throw unreadable(path) }
      if more == 0 { break }
      count += more
    }
    guard count <= maximum else {
      throw SignatureError(
        path, "it is larger than \(maximum) bytes", cure: "check that it is the right file")
    }
    return Array(bytes.prefix(count))
  }

  private static func unreadable(_ path: String) -> SignatureError {
    SignatureError(
      path, "it can't be read (\(String(cString: strerror(errno))))",
      cure: "check the path and its rights")
  }
}
