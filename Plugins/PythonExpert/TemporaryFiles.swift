import Foundation

/// How many files there are in the sandbox's /tmp: each costs the kernel memory that no limit counts,
/// also an empty one.
struct TemporaryFiles {
  /// bubblewrap's, whose child is the first process in there.
  let process: pid_t
  /// The size of /tmp, by which it is known from the one outside.
  let bytes: Int
  private var inside: String?

  init(of process: pid_t, bytes: Int) {
    self.process = process
    self.bytes = bytes
  }

  /// - Returns: nil while the sandbox is not there, or where the system lets nobody look.
  mutating func count() -> Int? {
    if inside == nil { inside = firstChild() }
    guard let inside else { return nil }
    var status = statvfs()
    guard statvfs("/proc/\(inside)/root/tmp", &status) == 0,
      Int(status.f_blocks) * Int(status.f_frsize) == bytes
    else { return nil }
    return Int(status.f_files) - Int(status.f_ffree)
  }

  private func firstChild() -> String? {
    let descriptor = open("/proc/\(process)/task/\(process)/children", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // Not by FileManager: it loses memory with each file whose size the system gives as 0.
    var text = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &text, text.count)
    guard count > 0 else { return nil }
    return String(decoding: text[..<count], as: UTF8.self).split(separator: " ").first
      .map(String.init)
  }
}
