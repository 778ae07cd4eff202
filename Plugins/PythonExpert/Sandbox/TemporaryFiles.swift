import Foundation

/// The number of files in the sandbox's /tmp: each one, even an empty one, takes kernel memory that
/// no limit covers.
struct TemporaryFiles {
  /// bubblewrap's process, whose child is the first process in the sandbox.
  let process: pid_t
  /// The size of /tmp, which distinguishes it from the one outside.
  let bytes: Int
  private var inside: String?

  init(of process: pid_t, bytes: Int) {
    self.process = process
    self.bytes = bytes
  }

  /// Counts the files.
  /// - Returns: Nil while the sandbox does not exist or is not accessible.
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
