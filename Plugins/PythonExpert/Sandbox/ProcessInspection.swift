import Foundation

/// Information about a process from /proc; nil if it is not accessible.
enum ProcessInspection {
  /// The earliest child of `process` that is still running.
  static func firstChild(of process: String) -> String? {
    contents(ofFile: "/proc/\(process)/task/\(process)/children", most: 64)?.split(separator: " ")
      .first
      .map(String.init)
  }

  /// The beginning of a file in /proc, at most `most` bytes.
  ///
  /// FileManager is unsuitable: it leaks memory for each file whose size the system reports as 0.
  static func contents(ofFile path: String, most: Int) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: most)
    let count = read(descriptor, &bytes, most)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
