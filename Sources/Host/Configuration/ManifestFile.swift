import Glibc

/// The text of a manifest.
enum ManifestFile {
  static let maximumBytes = 1 << 20

  /// Blocks for the time of a read. A pipe or a device is refused and not waited for.
  static func text(_ path: String) throws(ManifestError) -> String {
    let bytes = try read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ManifestError(file: path, cause: "it is not UTF-8", cure: "save it as UTF-8")
    }
    return text
  }

  private static func read(_ path: String) throws(ManifestError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ManifestError(
        file: path, cause: "it is not a regular file", cure: "put a text file in its place")
    }
    // Whoever can write it can choose what code the server runs.
    guard status.st_mode & S_IWOTH == 0 else {
      throw ManifestError(
        file: path, cause: "it can be written by other users", cure: "run: chmod o-w \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
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
    guard count <= maximumBytes else {
      throw ManifestError(
        file: path, cause: "it is larger than 1 MiB", cure: "leave only the configuration in it")
    }
    return Array(bytes.prefix(count))
  }

  private static func unreadable(_ path: String) -> ManifestError {
    ManifestError(
      file: path, cause: "it can't be read (\(String(cString: strerror(errno))))",
      cure: "check the path and its rights")
  }
}
