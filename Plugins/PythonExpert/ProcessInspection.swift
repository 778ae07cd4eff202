import Foundation

/// What the system tells of a process in /proc; nil where it lets nobody look.
enum ProcessInspection {
  /// The process that `process` has started first, of those that still run.
  static func firstChild(of process: String) -> String? {
    contents(ofFile: "/proc/\(process)/task/\(process)/children", most: 64)?.split(separator: " ")
      .first
      .map(String.init)
  }

  /// The beginning of a file of /proc, at most `most` bytes.
  ///
  /// Not by FileManager: it loses memory with each file whose size the system gives as 0.
  static func contents(ofFile path: String, most: Int) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: most)
    let count = read(descriptor, &bytes, most)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
