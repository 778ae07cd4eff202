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
    if inside == nil { inside = ProcessInspection.firstChild(of: "\(process)") }
    guard let inside else { return nil }
    var status = statvfs()
    guard statvfs("/proc/\(inside)/root/tmp", &status) == 0,
      Int(status.f_blocks) * Int(status.f_frsize) == bytes
    else { return nil }
    return Int(status.f_files) - Int(status.f_ffree)
  }
}
